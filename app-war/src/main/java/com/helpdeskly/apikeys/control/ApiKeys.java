package com.helpdeskly.apikeys.control;

import com.helpdeskly.apikeys.entity.ApiKey;
import com.helpdeskly.apikeys.entity.Scope;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SecretHash;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The API keys of a user, who alone sees them. */
@Dependent
public class ApiKeys {
    private static final int SECRET_BYTES = 32;
    private static final int SHOWN = 11;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final StandingNews news;
    private final ApiKeySettings settings;

    @Inject
    public ApiKeys(EntityManager entityManager, UnitOfWork unitOfWork, StandingNews news, ApiKeySettings settings) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.news = news;
        this.settings = settings;
    }

    /** A page of a user's keys, oldest first. @param after the id of the last one already seen */
    public List<ApiKeyView> page(UUID user, Optional<UUID> after, int limit) {
        String condition = after.isPresent() ? " and k.id > :after" : "";
        var query = entityManager
                .createQuery(
                        "select k from ApiKey k where k.userId = :user" + condition + " order by k.id", ApiKey.class)
                .setParameter("user", user);
        after.ifPresent(id -> query.setParameter("after", id));
        return query.setMaxResults(limit).getResultList().stream()
                .map(ApiKeyView::of)
                .toList();
    }

    /** One key of a user; 404 for an unknown one, and for one of somebody else. */
    public ApiKeyView one(UUID user, UUID id) {
        return ApiKeyView.of(known(entityManager, user, id));
    }

    /**
     * Makes a key.
     *
     * @return with its secret, which nobody can find out again
     * @throws ProblemException 409 {@code too-many-api-keys}
     */
    public NewApiKeyView create(UUID user, String name, Set<Scope> scopes, Instant expiresAt) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return unitOfWork.write(em -> {
            // One after the other, so that the count is right.
            User owner = em.find(User.class, user, LockModeType.PESSIMISTIC_WRITE);
            if (owner == null || !owner.isActive()) {
                throw new ProblemException(403, "forbidden", "Only active users make API keys.");
            }
            forgetExpired(em, user);
            checkCount(em, user);
            ApiKey key = new ApiKey(user, name, scopes, expiresAt);
            String secret = MachineSecret.of(Plane.APP, key.id(), random).text();
            key.keep(SecretHash.of(secret), secret.substring(0, SHOWN));
            em.persist(key);
            return NewApiKeyView.of(key, secret);
        });
    }

    /** Revokes a key, on every node within a second, also while it is being used, which is noted with it. */
    public void revoke(UUID user, UUID id) {
        unitOfWork.write(em -> {
            int revoked = em.createQuery("delete from ApiKey k where k.id = :id and k.userId = :user")
                    .setParameter("id", id)
                    .setParameter("user", user)
                    .executeUpdate();
            if (revoked == 0) {
                throw unknown();
            }
            return id;
        });
        news.changed(id);
    }

    /** Ends the keys of a user in the caller's transaction; who knows the user anew looks at the keys again. */
    public static void endAllOf(EntityManager em, UUID user) {
        em.createQuery("delete from ApiKey k where k.userId = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    private static void forgetExpired(EntityManager em, UUID user) {
        em.createQuery("delete from ApiKey k where k.userId = :user and k.expiresAt < :now")
                .setParameter("user", user)
                .setParameter("now", Timestamps.now())
                .executeUpdate();
    }

    private void checkCount(EntityManager em, UUID user) {
        long keys = em.createQuery("select count(k) from ApiKey k where k.userId = :user", Long.class)
                .setParameter("user", user)
                .getSingleResult();
        if (keys >= settings.perUser()) {
            throw new ProblemException(
                    409,
                    "too-many-api-keys",
                    "A user has at most " + settings.perUser() + " API keys; revoke one of them first.");
        }
    }

    private static ApiKey known(EntityManager em, UUID user, UUID id) {
        return Optional.ofNullable(em.find(ApiKey.class, id))
                .filter(key -> key.userId().equals(user))
                .orElseThrow(ApiKeys::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(404, "api-key-not-found", "There is no such API key.");
    }
}
