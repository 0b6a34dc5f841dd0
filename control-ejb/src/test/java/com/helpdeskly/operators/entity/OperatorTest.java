package com.helpdeskly.operators.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.operators.control.InvitationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private final Operator owner = new Operator("a@b.example", "A", OperatorRole.OWNER, "hash");

    @Test
    void whatMakesTokensWorthlessBeginsAnotherGeneration() {
        owner.setPassword("other");
        assertThat(owner.tokenGeneration()).isEqualTo(1);
        owner.signOutEverywhere();
        assertThat(owner.tokenGeneration()).isEqualTo(2);
        owner.deactivate();
        assertThat(owner.tokenGeneration()).isEqualTo(3);
        owner.activate();
        owner.rename("B");
        owner.changeRole(OperatorRole.VIEWER);
        assertThat(owner.tokenGeneration()).isEqualTo(3);
    }

    @Test
    void ownerWhoCannotSignInDoesNotActAsOne() {
        assertThat(owner.actsAsOwner()).isTrue();
        assertThat(new Operator("a@b.example", "A", OperatorRole.OWNER, null).actsAsOwner())
                .isFalse();
        assertThat(new Operator("a@b.example", "A", OperatorRole.OPERATOR, "hash").actsAsOwner())
                .isFalse();
        owner.deactivate();
        assertThat(owner.actsAsOwner()).isFalse();
    }

    @Test
    void invitationIsOpenUntilItIsUsedOrExpires() {
        Instant end = Instant.now().plusSeconds(60);
        Invitation invitation = new Invitation(UUID.randomUUID(), "hash", end);
        assertThat(invitation.isOpen(end.minusMillis(1))).isTrue();
        assertThat(invitation.isOpen(end)).isFalse();
        invitation.use();
        assertThat(invitation.isOpen(end.minusMillis(1))).isFalse();
        invitation.renew("other", end);
        assertThat(invitation.isOpen(end.minusMillis(1))).isTrue();
    }

    @Test
    void lifetimeOfInvitationsHasLimits() {
        assertThat(new InvitationSettings(Duration.ofDays(90)).lifetime()).hasDays(90);
        for (Duration wrong : new Duration[] {Duration.ofSeconds(59), Duration.ofDays(91), Duration.ofDays(-1)}) {
            assertThatThrownBy(() -> new InvitationSettings(wrong))
                    .hasMessageContaining("helpdeskly.invitations.lifetime");
        }
    }
}
