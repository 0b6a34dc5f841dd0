package com.helpdeskly.users.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
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

    @Test
    void aUserIsShownAsItReadsBack() {
        UserView created = register.create(newUser("Ann@Example.COM", Role.AGENT, "correct horse"));
        assertThat(created.email()).isEqualTo("ann@example.com");
        assertThat(created.active()).isTrue();
        assertThat(register.one(created.id())).isEqualTo(created);
        assertThat(register.active(created.id())).contains(created);
    }

    @Test
    void anAddressBelongsToOneUser() {
        UserView ann = register.create(newUser("ann@example.com", Role.AGENT, null));
        UserView ben = register.create(newUser("ben@example.com", Role.AGENT, null));
        assertRefused(409, "email-taken", () -> register.create(newUser("ANN@example.com", Role.AGENT, null)));
        assertRefused(
                409,
                "email-taken",
                () -> register.change(
                        ben.id(),
                        change(Optional.of("ann@example.com"), Optional.empty(), Optional.empty()),
                        version -> {}));
        register.change(ann.id(), UserChange.DEACTIVATION, version -> {});
        assertRefused(409, "email-taken", () -> register.create(newUser("ann@example.com", Role.AGENT, null)));
    }

    @Test
    void theLastActiveAdminStaysOne() {
        UserView ada = register.create(newUser("ada@example.com", Role.ADMIN, null));
        UserView bea = register.create(newUser("bea@example.com", Role.ADMIN, null));
        register.create(newUser("ann@example.com", Role.AGENT, null));
        register.change(bea.id(), UserChange.DEACTIVATION, version -> {});

        assertRefused(409, "last-admin", () -> register.change(ada.id(), UserChange.DEACTIVATION, version -> {}));
        assertRefused(409, "last-admin", () -> register.change(ada.id(), demotion(), version -> {}));
        assertThat(register.change(bea.id(), demotion(), version -> {}).role()).isEqualTo(Role.AGENT);
        assertThat(register.active(ada.id())).isPresent();
    }

    @Test
    void twoAdminsWhoRemoveEachOtherAtOnceLeaveOne() throws Exception {
        UUID ada = register.create(newUser("ada@example.com", Role.ADMIN, null)).id();
        UUID bea = register.create(newUser("bea@example.com", Role.ADMIN, null)).id();
        List<CompletableFuture<Boolean>> removals = new ArrayList<>();
        for (UUID id : List.of(ada, bea)) {
            removals.add(CompletableFuture.supplyAsync(() -> {
                try {
                    register().change(id, UserChange.DEACTIVATION, version -> {});
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            }));
        }
        int removed = 0;
        for (CompletableFuture<Boolean> removal : removals) {
            removed += removal.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(removed).isEqualTo(1);
    }

    @Test
    void usersAreListedInTheOrderInWhichTheyWereMade() {
        List<UUID> made = new ArrayList<>();
        for (String name : List.of("zoe", "ann", "mia")) {
            made.add(register.create(newUser(name + "@example.com", Role.CUSTOMER, null))
                    .id());
        }
        List<UserView> first = register.page(Optional.empty(), 2);
        List<UserView> second = register.page(Optional.of(first.get(1).id()), 2);
        assertThat(first).extracting(UserView::id).containsExactly(made.get(0), made.get(1));
        assertThat(second).extracting(UserView::id).containsExactly(made.get(2));
    }

    @Test
    void signingInTakesTheRightPasswordOfAnActiveUser() {
        UserView ann = register.create(newUser("ann@example.com", Role.AGENT, "correct horse"));
        register.create(newUser("ben@example.com", Role.AGENT, null));
        SignIn signIn = new SignIn(database.entityManager());

        assertThat(signIn.find(" ANN@example.com ", "correct horse"))
                .map(User::id)
                .contains(ann.id());
        assertThat(signIn.find("ann@example.com", "correct horsE")).isEmpty();
        assertThat(signIn.find("ben@example.com", "correct horse")).isEmpty();
        assertThat(signIn.find("nobody@example.com", "correct horse")).isEmpty();

        register.change(ann.id(), UserChange.DEACTIVATION, version -> {});
        assertThat(new SignIn(database.entityManager()).find("ann@example.com", "correct horse"))
                .isEmpty();
    }

    private UserRegister register() {
        EntityManager em = database.entityManager();
        return new UserRegister(em, new UnitOfWork(em));
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
