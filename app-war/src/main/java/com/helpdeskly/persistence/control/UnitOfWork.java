package com.helpdeskly.persistence.control;

import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.replay.control.PendingRequest;
import com.helpdeskly.replay.control.TenantReplays;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The one place where something is written to the tenant's database: begins, commits or rolls back, and says what a
 * failure means for the client.
 *
 * <p>Work that the database gave up for the sake of another (serialization failure 40001, deadlock 40P01) is done again
 * from the start, up to {@value #ATTEMPTS} times in all with a short random wait between; so the work must not do anything
 * outside of the database. So is work under which the connection was lost before the commit, for then nothing of it was
 * kept; after that nobody knows, and it is a 503. An edit of something that somebody else changed meanwhile is a 409 and not tried again.
 */
@Dependent
public class UnitOfWork {
    private static final System.Logger LOG = System.getLogger(UnitOfWork.class.getName());
    private static final int ATTEMPTS = 3;
    private static final long LONGEST_WAIT_MILLIS = 60;
    private static final Set<String> GIVEN_UP_FOR_ANOTHER = Set.of("40001", "40P01");
    private static final String UNIQUE_VIOLATION = "23505";

    private final EntityManager entityManager;
    private final PendingRequest pending;

    /** For work that stands behind no request with a key. */
    public UnitOfWork(EntityManager entityManager) {
        this(entityManager, new PendingRequest());
    }

    /** @param pending recorded as carried out in the first transaction that commits */
    @Inject
    public UnitOfWork(EntityManager entityManager, PendingRequest pending) {
        this.entityManager = entityManager;
        this.pending = pending;
    }

    /**
     * Does the work in a transaction and commits it.
     *
     * @throws ProblemException what the work threw, 409 {@code edit-conflict}, or a {@link UniqueViolation}
     */
    public <T> T write(Function<EntityManager, T> work) {
        for (int number = 1; ; number++) {
            Attempt attempt = new Attempt();
            try {
                return attempt.at(work);
            } catch (RuntimeException e) {
                if (number == ATTEMPTS || !attempt.mayBeRepeatedAfter(e)) {
                    throw meaningOf(e);
                }
                LOG.log(Level.INFO, "the database gave this work up, attempt {0}", number);
                waitShortly(number);
            }
        }
    }

    private final class Attempt {
        /** Whether the commit was sent, after which a lost connection does not tell whether it was done. */
        private boolean committing;

        <T> T at(Function<EntityManager, T> work) {
            T result;
            try {
                entityManager.getTransaction().begin();
                result = work.apply(entityManager);
                pending.record(entityManager);
                entityManager.flush();
                committing = true;
                entityManager.getTransaction().commit();
            } catch (RuntimeException | Error failure) {
                end(failure);
                throw failure;
            }
            pending.committed();
            // What was read may be old by now.
            entityManager.clear();
            return result;
        }

        boolean mayBeRepeatedAfter(RuntimeException failure) {
            boolean isOver = !entityManager.getTransaction().isActive();
            return isOver
                    && (wasGivenUpForAnother(failure) || !committing && DatabaseTrouble.isLostConnection(failure));
        }
    }

    /** The end of a transaction that failed. A rollback may fail for the same reason, and tells less about it. */
    private void end(Throwable failure) {
        try {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            // What was changed has not been written.
            entityManager.clear();
        } catch (RuntimeException rollbackFailed) {
            failure.addSuppressed(rollbackFailed);
        }
    }

    private static boolean wasGivenUpForAnother(RuntimeException failure) {
        return SqlFailures.find(failure, GIVEN_UP_FOR_ANOTHER::contains).isPresent();
    }

    private static RuntimeException meaningOf(RuntimeException failure) {
        if (SqlFailures.first(failure, OptimisticLockException.class).isPresent()) {
            return new ProblemException(
                    409, "edit-conflict", "Somebody else changed this meanwhile; read it again and retry.", failure);
        }
        return SqlFailures.find(failure, UNIQUE_VIOLATION::equals)
                .<RuntimeException>map(e -> constraintOf(e).equals(PendingRequest.UNIQUE)
                        ? TenantReplays.underWay(failure)
                        : new UniqueViolation(constraintOf(e), failure))
                .orElse(failure);
    }

    /** Statements that were sent together fail with one exception about all, which has the one about the failure in it. */
    private static String constraintOf(SQLException failure) {
        return SqlFailures.first(failure, PSQLException.class)
                .map(PSQLException::getServerErrorMessage)
                .map(ServerErrorMessage::getConstraint)
                .orElse("");
    }

    private static void waitShortly(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, LONGEST_WAIT_MILLIS * attempt / ATTEMPTS + 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to write again", e);
        }
    }
}
