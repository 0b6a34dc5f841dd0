package com.helpdeskly.tenants.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;

/** Chooses the server for a new tenant: of those that take new ones, the one that is the least full. */
@Stateless
public class Placement {
    private static final String EMPTIEST = """
            select s.* from database_servers s
              left join lateral (select count(*) as tenants from tenants t where t.server_id = s.id) used on true
             where s.accepts_new and used.tenants < s.capacity
             order by used.tenants::float / s.capacity, s.name limit 1
            """;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** @throws ProblemException 503 when no server has room */
    public DatabaseServer choose() {
        List<?> emptiest = em.createNativeQuery(EMPTIEST, DatabaseServer.class).getResultList();
        if (emptiest.isEmpty()) {
            throw ProblemException.retryLater(
                    503, "no-capacity", "No database server has room for a tenant.", Duration.ofMinutes(5), null);
        }
        return (DatabaseServer) emptiest.get(0);
    }
}
