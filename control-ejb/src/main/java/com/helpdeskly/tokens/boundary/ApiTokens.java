package com.helpdeskly.tokens.boundary;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.AccessChanged;
import com.helpdeskly.signin.control.SecretHash;
import com.helpdeskly.signin.entity.AccessEntry;
import com.helpdeskly.tokens.entity.ApiToken;
import com.helpdeskly.tokens.entity.ApiToken.Scope;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.Plane;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The tokens by which programs use the control plane. Those of an operator who may not make them any more are revoked
 * with that, since nobody else may know who holds them.
 */
@Stateless
public class ApiTokens {
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<AccessChanged> changed;

    /** Tokens that are not revoked, newest first. @param after the id of the last one already seen, or {@code null} */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiTokenView> list(UUID after, int limit) {
        return new Filters()
                .and("t.revoked = :revoked", "revoked", false)
                .and("t.id < :after", "after", after)
                .query(em, "select t from ApiToken t", "order by t.id desc", ApiToken.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(token -> ApiTokenView.from(token, null))
                .toList();
    }

    /** One token that is not revoked. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ApiTokenView get(UUID id) {
        return ApiTokenView.from(find(id, LockModeType.NONE), null);
    }

    /**
     * Makes a token.
     *
     * @param maker the operator who makes it; a machine makes none
     * @return with its secret, which nobody can find out again
     */
    public ApiTokenView create(String name, Set<Scope> scopes, Instant expiresAt, UUID maker) {
        Operator operator = em.find(Operator.class, maker, LockModeType.PESSIMISTIC_WRITE);
        if (operator == null || !operator.isActive() || operator.role() == OperatorRole.VIEWER) {
            throw new ProblemException(403, "forbidden", "Only operators and owners make tokens.");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        MachineSecret secret = MachineSecret.of(Plane.CONTROL, UuidCreator.getTimeOrderedEpoch(), bytes);
        ApiToken token = new ApiToken(
                secret.id(), name, scopes, SecretHash.of(secret.text()), maker, operator.email(), expiresAt);
        em.persist(token);
        em.flush();
        audit.record(operator.email(), "api-token.create", null, describe(token));
        return ApiTokenView.from(token, secret.text());
    }

    /** Revokes a token. @param actor the operator's e-mail, or the name of the machine that does it */
    public void revoke(UUID id, String actor) {
        revoke(find(id, LockModeType.PESSIMISTIC_WRITE), actor);
    }

    /** Revokes what an operator has made, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void revokeAllOf(UUID maker, String actor) {
        em.createQuery("select t from ApiToken t where t.makerId = :maker and t.revoked = false", ApiToken.class)
                .setParameter("maker", maker)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(token -> revoke(token, actor));
    }

    private void revoke(ApiToken token, String actor) {
        token.revoke();
        em.flush();
        audit.record(actor, "api-token.revoke", describe(token), null);
        changed.fire(new AccessChanged(new AccessEntry(
                token.id(), token.version(), false, "", token.name(), "", 0, token.secretHash(), token.expiresAt())));
    }

    private ApiToken find(UUID id, LockModeType lock) {
        ApiToken token = em.find(ApiToken.class, id, lock);
        if (token == null || token.isRevoked()) {
            throw new ProblemException(404, "api-token-not-found", "There is no such token.");
        }
        return token;
    }

    private static String describe(ApiToken token) {
        return token.id() + " · " + token.name() + " · "
                + token.scopes().stream().map(Scope::text).toList() + " · until " + token.expiresAt();
    }
}
