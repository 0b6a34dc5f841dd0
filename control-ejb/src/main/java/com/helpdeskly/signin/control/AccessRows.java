package com.helpdeskly.signin.control;

import com.helpdeskly.signin.entity.AccessEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads operators and machine tokens for the nodes' memory. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AccessRows {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** What nodes keep of an operator or machine token; {@code null} if there is none with the id. */
    public AccessEntry find(UUID id) {
        List<?> rows = em.createNativeQuery("""
                        select version, active, email, name, role, token_generation, null, null
                          from operators where id = cast(?1 as uuid)
                        union all
                        select version, not revoked, 'api-token:' || id, name,
                               case when scopes like '%write' then 'OPERATOR' else 'VIEWER' end, 0, secret_hash,
                               cast(extract(epoch from expires_at) * 1000 as bigint)
                          from api_tokens where id = cast(?1 as uuid)
                        """).setParameter(1, id.toString()).getResultList();
        return rows.isEmpty() ? null : entry(id, (Object[]) rows.get(0));
    }

    private static AccessEntry entry(UUID id, Object[] row) {
        return new AccessEntry(
                id,
                ((Number) row[0]).longValue(),
                (Boolean) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                ((Number) row[5]).longValue(),
                (String) row[6],
                row[7] == null ? null : Instant.ofEpochMilli(((Number) row[7]).longValue()));
    }

    /**
     * One that changed or went.
     *
     * @param version what it became by that
     */
    public record Change(UUID id, long version) {}

    /**
     * What changed after an instant of the database's clock, in microseconds since 1970, in order.
     *
     * @param overlapMicros how much earlier to look, for transactions that took long to commit
     */
    public List<Change> changedSince(long since, long overlapMicros) {
        List<?> changes =
                em.createNativeQuery("""
                        select cast(id as text), version
                          from (select id, version, changed_at from operators
                                union all
                                select id, version, changed_at from api_tokens
                                union all
                                select id, 9223372036854775807, removed_at from removed_operators) changes
                         where changed_at > timestamptz 'epoch' + cast(?1 as bigint) * interval '1 microsecond'
                         order by changed_at
                        """).setParameter(1, since - overlapMicros).getResultList();
        return changes.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Change(UUID.fromString((String) row[0]), ((Number) row[1]).longValue()))
                .toList();
    }

    /** The clock of the control database, in microseconds since 1970. */
    public long now() {
        Object micros = em.createNativeQuery("select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)")
                .getSingleResult();
        return ((Number) micros).longValue();
    }

    /** Notes that a machine token is in use, unless that was noted a short while ago. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void used(UUID token, int minutes) {
        em.createNativeQuery("""
                        update api_tokens set last_used_at = now()
                         where id = cast(?1 as uuid)
                           and (last_used_at is null or last_used_at < now() - ?2 * interval '1 minute')
                        """)
                .setParameter(1, token.toString())
                .setParameter(2, minutes)
                .executeUpdate();
    }
}
