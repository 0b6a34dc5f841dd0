package com.helpdeskly.users.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.links.control.LinkSettings;
import com.helpdeskly.links.control.Links;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserRegisterTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private final UserRegister register = register();
    private final UUID admin = database.user("ada", Role.ADMIN).id();

    @Test
    void aUserIsShownAsItReadsBack() {
        UserView created = register.create(admin, newUser("Ann@Example.COM", Role.AGENT, "correct horse"))
                .user();
        assertThat(created.email()).isEqualTo("ann@example.com");
        assertThat(created.active()).isTrue();
        assertThat(register.one(created.id())).isEqualTo(created);
        assertThat(register.active(created.id())).contains(created);
    }

    @Test
    void anAddressBelongsToOneUserActiveOrNot() {
        UUID ann = register.create(admin, newUser("ann@example.com", Role.AGENT, null))
                .id();
        UUID ben = register.create(admin, newUser("ben@example.com", Role.AGENT, null))
                .id();
        register.change(admin, ann, UserChange.DEACTIVATION, version -> {});
        UserChange toAnns = change(Optional.of("ann@example.com"), Optional.empty(), Optional.empty());

        assertRefused(409, "email-taken", () -> register.change(admin, ben, toAnns, version -> {}));
        assertRefused(409, "email-taken", () -> register.create(admin, newUser("ANN@example.com", Role.AGENT, null)));
    }

    @Test
    void theLastActiveAdminStaysOne() {
        UUID bea = register.create(admin, newUser("bea@example.com", Role.ADMIN, null))
                .id();
        register.create(admin, newUser("ann@example.com", Role.AGENT, null));
        register.change(admin, bea, UserChange.DEACTIVATION, version -> {});

        assertRefused(409, "last-admin", () -> register.change(admin, admin, UserChange.DEACTIVATION, version -> {}));
        assertRefused(409, "last-admin", () -> register.change(admin, admin, demotion(), version -> {}));
        assertThat(register.change(admin, bea, demotion(), version -> {}).role())
                .isEqualTo(Role.AGENT);
        assertThat(register.active(admin)).isPresent();
    }

    @Test
    void twoAdminsWhoRemoveEachOtherAtOnceLeaveOne() throws Exception {
        UUID bea = register.create(admin, newUser("bea@example.com", Role.ADMIN, null))
                .id();
        List<CompletableFuture<Boolean>> removals = List.of(
                CompletableFuture.supplyAsync(() -> removes(admin, bea)),
                CompletableFuture.supplyAsync(() -> removes(bea, admin)));
        int removed = 0;
        for (CompletableFuture<Boolean> removal : removals) {
            removed += removal.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(removed).isEqualTo(1);
    }

    @Test
    void somebodyWhoIsNoAdminAnyMoreManagesNobody() {
        UUID bea = register.create(admin, newUser("bea@example.com", Role.ADMIN, null))
                .id();
        register.change(admin, bea, UserChange.DEACTIVATION, version -> {});
        UserChange back = change(Optional.empty(), Optional.empty(), Optional.of(true));

        assertRefused(403, "forbidden", () -> register.change(bea, bea, back, version -> {}));
        assertRefused(403, "forbidden", () -> register.create(bea, newUser("x@example.com", Role.ADMIN, null)));
        assertThat(register.change(admin, bea, back, version -> {}).active()).isTrue();
    }

    @Test
    void usersAreListedInTheOrderInWhichTheyWereMade() {
        List<UUID> made = new ArrayList<>(List.of(admin));
        for (String name : List.of("zoe", "ann")) {
            made.add(register.create(admin, newUser(name + "@example.com", Role.CUSTOMER, null))
                    .id());
        }
        List<UserView> first = register.page(Optional.empty(), 2);
        List<UserView> second = register.page(Optional.of(first.get(1).id()), 2);
        assertThat(first).extracting(UserView::id).containsExactly(made.get(0), made.get(1));
        assertThat(second).extracting(UserView::id).containsExactly(made.get(2));
    }

    @Test
    void signingInTakesTheRightPasswordOfAnActiveUser() {
        UserView ann = register.create(admin, newUser("ann@example.com", Role.AGENT, "correct horse"))
                .user();
        register.create(admin, newUser("ben@example.com", Role.AGENT, null));

        assertThat(signIn("ann@example.com", "correct horse").map(SignedIn::id)).contains(ann.id());
        assertThat(signIn("ann@example.com", "correct horsE")).isEmpty();
        assertThat(signIn("ben@example.com", "correct horse")).isEmpty();
        assertThat(signIn("nobody@example.com", "correct horse")).isEmpty();

        register.change(admin, ann.id(), UserChange.DEACTIVATION, version -> {});
        assertThat(signIn("ann@example.com", "correct horse")).isEmpty();
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        UUID ann = register.create(admin, newUser("ann@example.com", Role.AGENT, "correct horse"))
                .id();
        UserChange password = new UserChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("battery staple"));
        assertThat(register.change(admin, ann, password, version -> {}).version())
                .isEqualTo(2);
        assertThat(signIn("ann@example.com", "correct horse")).isEmpty();
        assertThat(signIn("ann@example.com", "battery staple")).isPresent();
    }

    private Optional<SignedIn> signIn(String email, String password) {
        return new SignIn(database.entityManager()).find(email, password);
    }

    private boolean removes(UUID actor, UUID other) {
        try {
            register().change(actor, other, UserChange.DEACTIVATION, version -> {});
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private UserRegister register() {
        EntityManager em = database.entityManager();
        return new UserRegister(
                em, new UnitOfWork(em), new StandingNews(id -> {}), new Links(new LinkSettings(168, 60)));
    }

    private static NewUser newUser(String email, Role role, String password) {
        return new NewUser(new EmailAddress(email), "Name", role, Optional.ofNullable(password));
    }

    private static UserChange demotion() {
        return change(Optional.empty(), Optional.of(Role.AGENT), Optional.empty());
    }

    private static UserChange change(Optional<String> email, Optional<Role> role, Optional<Boolean> active) {
        return new UserChange(email.map(EmailAddress::new), Optional.empty(), role, active, Optional.empty());
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
