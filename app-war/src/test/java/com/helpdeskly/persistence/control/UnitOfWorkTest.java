package com.helpdeskly.persistence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitOfWorkTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @Test
    void nothingIsWrittenWhenTheWorkFails() {
        EntityManager em = database.entityManager();
        UnitOfWork unitOfWork = new UnitOfWork(em);
        ProblemException refusal = new ProblemException(403, "forbidden", "no");

        assertThatThrownBy(() -> unitOfWork.write(inner -> {
                    inner.persist(new User(new EmailAddress("ann@example.com"), "Ann", Role.AGENT));
                    inner.flush();
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(em.getTransaction().isActive()).isFalse();
        assertThat(em.createQuery("select count(u) from User u", Long.class).getSingleResult())
                .isZero();
    }

    @Test
    void aRollbackThatFailsDoesNotHideTheFailure() {
        EntityManager em = database.entityManager();
        UnitOfWork unitOfWork = new UnitOfWork(em);
        ProblemException refusal = new ProblemException(403, "forbidden", "no");

        assertThatThrownBy(() -> unitOfWork.write(inner -> {
                    inner.persist(new User(new EmailAddress("ann@example.com"), "Ann", Role.AGENT));
                    inner.flush();
                    database.endAllOtherConnections();
                    throw refusal;
                }))
                .isSameAs(refusal)
                .satisfies(failure -> assertThat(failure.getSuppressed()).isNotEmpty());
        assertThat(em.getTransaction().isActive()).isFalse();
    }

    @Test
    void workUnderWhichTheConnectionIsLostIsDoneAgain() {
        AtomicInteger attempts = new AtomicInteger();

        User written = database.unitOfWork().write(em -> {
            User user = new User(new EmailAddress("ann@example.com"), "Ann", Role.AGENT);
            em.persist(user);
            em.flush();
            if (attempts.incrementAndGet() == 1) {
                database.endAllOtherConnections();
            }
            em.refresh(user);
            return user;
        });

        assertThat(attempts).hasValue(2);
        assertThat(database.entityManager().find(User.class, written.id())).isNotNull();
    }

    @Test
    void twoEditsAtOnceLoseNone() {
        UUID id = database.user("ann", Role.AGENT).id();
        assertThatThrownBy(() -> database.unitOfWork().write(em -> {
                    User mine = em.find(User.class, id);
                    mine.rename("Mine");
                    return database.unitOfWork().write(other -> {
                        other.find(User.class, id).rename("Theirs");
                        return mine;
                    });
                }))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(409);
                    assertThat(problem.code()).isEqualTo("edit-conflict");
                });
        assertThat(database.entityManager().find(User.class, id).name()).isEqualTo("Theirs");
    }

    @Test
    void aDuplicateIsKnownByItsConstraint() {
        database.user("ann", Role.AGENT);
        assertThatThrownBy(() -> database.user("ann", Role.CUSTOMER))
                .isInstanceOfSatisfying(UniqueViolation.class, violation -> {
                    assertThat(violation.status()).isEqualTo(409);
                    assertThat(violation.isOf("users_email_unique")).isTrue();
                    assertThat(violation.isOf("tickets_number_unique")).isFalse();
                });
    }

    @Test
    void theVictimOfADeadlockIsDoneAgain() throws Exception {
        UUID first = database.user("ann", Role.AGENT).id();
        UUID second = database.user("ben", Role.AGENT).id();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();

        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> lockBoth(second, first, bothHoldOne, attempts));
        lockBoth(first, second, bothHoldOne, attempts);
        other.get(30, TimeUnit.SECONDS);

        assertThat(attempts).hasValue(3);
    }

    private void lockBoth(UUID one, UUID other, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        AtomicInteger own = new AtomicInteger();
        database.unitOfWork().write(em -> {
            attempts.incrementAndGet();
            em.find(User.class, one, LockModeType.PESSIMISTIC_WRITE);
            if (own.incrementAndGet() == 1) {
                await(bothHoldOne);
            }
            return em.find(User.class, other, LockModeType.PESSIMISTIC_WRITE);
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
