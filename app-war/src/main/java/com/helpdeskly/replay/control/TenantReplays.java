package com.helpdeskly.replay.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.replay.entity.AnsweredRequest;
import com.helpdeskly.web.idempotency.IdempotencyStore;
import com.helpdeskly.web.idempotency.IdempotentRequest;
import com.helpdeskly.web.idempotency.StoredAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the answers to a tenant's people in the tenant's own database, sealed, for a day. A tenant that is one schema version
 * behind has no table for them yet: its requests are carried out as if they had no key.
 */
@ApplicationScoped
public class TenantReplays implements IdempotencyStore {
    private static final System.Logger LOG = System.getLogger(TenantReplays.class.getName());
    private static final String UNDEFINED_TABLE = "42P01";
    private static final Duration KEPT = Duration.ofDays(1);

    /** So long an answer may be on its way before it is taken for lost. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    @Inject
    private EntityManager em;

    @Inject
    private PendingRequest pending;

    @Inject
    private Provider<UnitOfWork> units;

    @Inject
    private AnswerSeal seal;

    @Override
    public Optional<StoredAnswer> begin(IdempotentRequest request) {
        Optional<AnsweredRequest> first;
        try {
            first = em.createQuery(
                            "select r from AnsweredRequest r where r.callerId = :caller and r.key = :key",
                            AnsweredRequest.class)
                    .setParameter("caller", request.caller())
                    .setParameter("key", request.key())
                    .getResultStream()
                    .findFirst();
        } catch (PersistenceException failure) {
            if (SqlFailures.find(failure, UNDEFINED_TABLE::equals).isEmpty()) {
                throw failure;
            }
            LOG.log(Level.DEBUG, "the tenant's schema has no place for idempotency keys yet");
            return Optional.empty();
        }
        if (first.isEmpty()) {
            pending.begin(request);
        }
        return first.map(known -> answerOf(known, request));
    }

    private StoredAnswer answerOf(AnsweredRequest known, IdempotentRequest request) {
        if (!known.isFor(request.fingerprint())) {
            throw new ProblemException(
                    422, "idempotency-key-reused", "The Idempotency-Key was used for another request.");
        }
        return known.answer()
                .flatMap(text -> seal.open(text, known.id().toString()))
                .map(StoredAnswer::of)
                .orElseThrow(() -> {
                    boolean soon = known.createdAt().isAfter(Timestamps.now().minus(ON_ITS_WAY));
                    return soon
                            ? underWay(null)
                            : new ProblemException(
                                    409,
                                    "idempotency-answer-lost",
                                    "The request was carried out; its answer was not kept.");
                });
    }

    /** 409: the same request is being carried out at this moment. */
    public static ProblemException underWay(Throwable cause) {
        return ProblemException.retryLater(
                409, "idempotency-in-progress", "The same request is under way.", Duration.ofSeconds(1), cause);
    }

    @Override
    public void answered(IdempotentRequest request, StoredAnswer answer) {
        pending.recorded()
                .ifPresent(id -> units.get().write(manager -> {
                    Optional.ofNullable(manager.find(AnsweredRequest.class, id))
                            .ifPresent(row -> row.answered(seal.seal(answer.toText(), id.toString())));
                    return manager.createQuery("delete from AnsweredRequest r where r.createdAt < :old")
                            .setParameter("old", Timestamps.now().minus(KEPT))
                            .executeUpdate();
                }));
    }

    /** What was not carried out has left no record. */
    @Override
    public void failed(IdempotentRequest request) {}
}
