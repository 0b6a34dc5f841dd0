package com.helpdeskly.idempotency.boundary;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.idempotency.control.CurrentAttempt;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.secrets.control.SecretBox;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers for a day what was answered to requests with an {@code Idempotency-Key}. Answers are kept encrypted, since some
 * hold secrets that are shown once.
 */
@Stateless
public class IdempotencyKeys {
    private static final Duration RETRY = Duration.ofSeconds(1);

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private SecretBox secrets;

    /**
     * Begins a request, unless it was carried out before. An attempt that neither ended nor did anything within a minute
     * has died, and another one takes its place.
     *
     * @param fingerprint a hash of what is asked for
     * @return the first answer, or nothing when the request is to be carried out now
     * @throws ProblemException 422 when the key was used for something else, 409 when the same is under way or its answer
     *     is lost
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<String> begin(UUID caller, String key, String fingerprint) {
        UUID attempt = UuidCreator.getTimeOrderedEpoch();
        int begun = em.createNativeQuery("""
                        insert into idempotency_keys (caller, key, fingerprint, status, attempt, locked_until)
                        values (cast(?1 as uuid), ?2, ?3, 'STARTED', cast(?4 as uuid), clock_timestamp() + interval '1 minute')
                        on conflict (caller, key) do update
                           set fingerprint = excluded.fingerprint, status = 'STARTED', attempt = excluded.attempt,
                               locked_until = excluded.locked_until, sealed = null, created_at = clock_timestamp()
                         where idempotency_keys.created_at < clock_timestamp() - interval '1 day'
                            or (idempotency_keys.status = 'STARTED' and idempotency_keys.fingerprint = excluded.fingerprint
                                and idempotency_keys.locked_until < clock_timestamp())
                        """)
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .setParameter(3, fingerprint)
                .setParameter(4, attempt.toString())
                .executeUpdate();
        if (begun == 1) {
            CurrentAttempt.begin(attempt);
            return Optional.empty();
        }
        return Optional.of(firstAnswer(caller, key, fingerprint));
    }

    private String firstAnswer(UUID caller, String key, String fingerprint) {
        List<?> rows = em.createNativeQuery(
                        "select fingerprint, status, sealed, locked_until > clock_timestamp() from idempotency_keys"
                                + " where caller = cast(?1 as uuid) and key = ?2")
                .setParameter(1, caller.toString())
                .setParameter(2, key)
                .getResultList();
        Object[] row = rows.isEmpty() ? new Object[] {fingerprint, "STARTED", null, true} : (Object[]) rows.get(0);
        if (!fingerprint.equals(row[0])) {
            throw new ProblemException(
                    422, "idempotency-key-reused", "The Idempotency-Key was used for another request.");
        }
        if (row[1].equals("ANSWERED")) {
            return secrets.open((String) row[2], caller.toString());
        }
        if (row[1].equals("DONE") && row[3].equals(false)) {
            throw new ProblemException(
                    409, "idempotency-answer-lost", "The request was carried out; its answer was not kept.");
        }
        throw ProblemException.retryLater(
                409, "idempotency-in-progress", "The same request is under way.", RETRY, null);
    }

    /**
     * What the current request does is done: joins its transaction. Without effect for a request without a key.
     *
     * @throws ProblemException 409 when another attempt has taken this one's place, whose work is then rolled back
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void done() {
        CurrentAttempt.find().ifPresent(attempt -> {
            int done = em.createNativeQuery(
                            "update idempotency_keys set status = 'DONE' where attempt = cast(?1 as uuid) and status <> 'ANSWERED'")
                    .setParameter(1, attempt.toString())
                    .executeUpdate();
            if (done == 0) {
                throw ProblemException.retryLater(
                        409, "idempotency-in-progress", "The same request is under way.", RETRY, null);
            }
        });
    }

    /** Keeps the answer to the current request. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void answered(UUID caller, String answer) {
        CurrentAttempt.find()
                .ifPresent(
                        attempt -> em.createNativeQuery("update idempotency_keys set status = 'ANSWERED', sealed = ?2"
                                        + " where attempt = cast(?1 as uuid)")
                                .setParameter(1, attempt.toString())
                                .setParameter(2, secrets.seal(answer, caller.toString()))
                                .executeUpdate());
        CurrentAttempt.end();
    }

    /** The current request was refused or has failed, without having done anything: its key is free again. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void failed() {
        CurrentAttempt.find()
                .ifPresent(attempt -> em.createNativeQuery(
                                "delete from idempotency_keys where attempt = cast(?1 as uuid) and status = 'STARTED'")
                        .setParameter(1, attempt.toString())
                        .executeUpdate());
        CurrentAttempt.end();
    }

    /** Forgets what is older than a day; every node does, whenever it comes to it. */
    @Schedule(hour = "*", minute = "17", persistent = false)
    public void clean() {
        em.createNativeQuery("delete from idempotency_keys where created_at < clock_timestamp() - interval '1 day'")
                .executeUpdate();
    }
}
