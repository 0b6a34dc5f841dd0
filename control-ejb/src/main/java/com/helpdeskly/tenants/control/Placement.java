package com.helpdeskly.tenants.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Chooses the server for a new tenant: of those that take new ones, the one that is the least full. Tenants are counted
 * every few seconds only, so that a server may get more than its capacity by as many as other nodes place meanwhile.
 */
@Stateless
public class Placement {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private TenantCounts counts;

    /** @throws ProblemException 503 when no server has room */
    public DatabaseServer choose() {
        DatabaseServer chosen = emptiest()
                .or(() -> {
                    counts.forget();
                    return emptiest();
                })
                .orElseThrow(() -> ProblemException.retryLater(
                        503, "no-capacity", "No database server has room for a tenant.", Duration.ofMinutes(5), null));
        counts.placed(chosen.id());
        return chosen;
    }

    private Optional<DatabaseServer> emptiest() {
        Map<UUID, Long> tenants = counts.get(this::count);
        return em.createQuery("select s from DatabaseServer s where s.acceptsNew = true", DatabaseServer.class)
                .getResultStream()
                .filter(server -> tenants.getOrDefault(server.id(), 0L) < server.capacity())
                .min(Comparator.<DatabaseServer>comparingDouble(
                                server -> (double) tenants.getOrDefault(server.id(), 0L) / server.capacity())
                        .thenComparing(DatabaseServer::name));
    }

    private Map<UUID, Long> count() {
        Map<UUID, Long> tenants = new HashMap<>();
        List<?> rows = em.createNativeQuery("select cast(server_id as text), count(*) from tenants group by server_id")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            tenants.put(UUID.fromString((String) columns[0]), ((Number) columns[1]).longValue());
        }
        return tenants;
    }
}
