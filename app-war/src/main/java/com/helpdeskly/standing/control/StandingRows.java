package com.helpdeskly.standing.control;

import com.helpdeskly.apikeys.entity.Scope;
import com.helpdeskly.connections.control.TenantConnections;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.standing.entity.KeyStanding;
import com.helpdeskly.standing.entity.PersonStanding;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.users.entity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads users and keys for the node's memory, each by one statement. */
@ApplicationScoped
public class StandingRows {
    @Inject
    private TenantConnections connections;

    /** The user of an id. */
    public Optional<PersonStanding> person(TenantEntry tenant, UUID id) {
        return in(
                tenant,
                em -> em.createQuery(
                                "select u.version, u.active, u.email, u.name, u.role, u.tokenGeneration from User u"
                                        + " where u.id = :id",
                                Object[].class)
                        .setParameter("id", id)
                        .getResultStream()
                        .findFirst()
                        .map(row -> new PersonStanding(
                                id,
                                (Long) row[0],
                                (Boolean) row[1],
                                (String) row[2],
                                (String) row[3],
                                ((Role) row[4]).name(),
                                (Long) row[5])));
    }

    /** The key of an id. */
    public Optional<KeyStanding> key(TenantEntry tenant, UUID id) {
        return in(
                tenant,
                em -> em.createQuery(
                                "select k.userId, u.version, k.secretHash, k.scopes, k.expiresAt from ApiKey k, User u"
                                        + " where k.id = :id and u.id = k.userId",
                                Object[].class)
                        .setParameter("id", id)
                        .getResultStream()
                        .findFirst()
                        .map(row -> new KeyStanding(
                                id,
                                (UUID) row[0],
                                (Long) row[1],
                                (String) row[2],
                                Scope.split((String) row[3]).stream()
                                        .map(Scope::text)
                                        .collect(Collectors.toSet()),
                                (Instant) row[4])));
    }

    /** Notes that a key is in use, unless that was noted a short while ago. */
    public void used(TenantEntry tenant, UUID key, Duration lately) {
        in(tenant, em -> {
            em.getTransaction().begin();
            int noted = em.createQuery("update ApiKey k set k.lastUsedAt = :now"
                            + " where k.id = :id and (k.lastUsedAt is null or k.lastUsedAt < :lately)")
                    .setParameter("now", Timestamps.now())
                    .setParameter("id", key)
                    .setParameter("lately", Timestamps.now().minus(lately))
                    .executeUpdate();
            em.getTransaction().commit();
            return noted;
        });
    }

    private <T> T in(TenantEntry tenant, Function<EntityManager, T> work) {
        TenantConnections.Use use = connections.begin(tenant);
        try {
            return work.apply(use.entityManager());
        } finally {
            use.end();
        }
    }
}
