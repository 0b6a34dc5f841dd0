package com.helpdeskly.users.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserTest {
    private final User user = new User(new EmailAddress("Ann@Example.com"), "Ann", Role.AGENT);

    @Test
    void isActiveAndWithoutAPasswordAtFirst() {
        assertThat(user.isActive()).isTrue();
        assertThat(user.passwordHash()).isEmpty();
        assertThat(user.email()).isEqualTo("ann@example.com");
        assertThat(user.updatedAt()).isEqualTo(user.createdAt());
    }

    @Test
    void idsGrowWithTime() {
        User later = new User(new EmailAddress("ben@example.com"), "Ben", Role.AGENT);
        assertThat(user.id().version()).isEqualTo(7);
        assertThat(later.id().toString()).isGreaterThan(user.id().toString());
    }

    @Test
    void onlyActiveStaffWorksOnTickets() {
        assertThat(user.canWorkOnTickets()).isTrue();
        user.changeRole(Role.CUSTOMER);
        assertThat(user.canWorkOnTickets()).isFalse();
        user.changeRole(Role.ADMIN);
        assertThat(user.canWorkOnTickets()).isTrue();
        assertThat(user.isActiveAdmin()).isTrue();
        user.deactivate();
        assertThat(user.canWorkOnTickets()).isFalse();
        assertThat(user.isActiveAdmin()).isFalse();
        user.activate();
        assertThat(user.isActiveAdmin()).isTrue();
    }

    @Test
    void changesAreMadeAndChangesOfNothingAreNone() {
        user.rename("Ann");
        user.changeEmail(new EmailAddress("ANN@example.com"));
        user.changeRole(Role.AGENT);
        user.activate();
        assertThat(user.updatedAt()).isEqualTo(user.createdAt());

        user.rename("Anna");
        user.changeEmail(new EmailAddress("anna@example.com"));
        user.changePassword("hash");
        assertThat(user.name()).isEqualTo("Anna");
        assertThat(user.email()).isEqualTo("anna@example.com");
        assertThat(user.passwordHash()).contains("hash");
        assertThat(user.updatedAt()).isAfter(user.createdAt());
    }
}
