package com.helpdeskly.fleet.control;

import com.helpdeskly.fleet.entity.Migration;
import com.helpdeskly.fleet.entity.TenantOutcome;
import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.fleet.entity.WaveCounts;
import com.helpdeskly.fleet.entity.WaveOrder;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;

/** A run's tenants in the control database: ten thousand of them are a few statements. */
@Stateless
public class FleetRows {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /** Writes a row for each tenant that has a database, and puts it into its wave, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void plan(Migration migration, List<WaveOrder> orders) {
        int last = migration.waves();
        int all = sql("""
                        insert into migration_tenants (migration_id, tenant_id, slug, wave, status, from_version, to_version)
                        select cast(?1 as uuid), id, slug, ?2, 'QUEUED', schema_version, ?3
                          from tenants where status in ('ACTIVE', 'INACTIVE', 'SUSPENDED')
                        """, migration.id())
                .setParameter(2, last)
                .setParameter(3, String.valueOf(migration.targetVersion()))
                .executeUpdate();
        for (int wave = 1; wave <= orders.size(); wave++) {
            WaveOrder order = orders.get(wave - 1);
            if (order.tenants() != null) {
                sql("""
                        update migration_tenants set wave = ?2
                         where migration_id = cast(?1 as uuid) and wave = ?3 and slug = any(string_to_array(?4, ','))
                        """, migration.id())
                        .setParameter(2, wave)
                        .setParameter(3, last)
                        .setParameter(4, String.join(",", order.tenants()))
                        .executeUpdate();
            } else {
                sql("""
                        update migration_tenants set wave = ?2
                         where migration_id = cast(?1 as uuid) and tenant_id in
                               (select tenant_id from migration_tenants
                                 where migration_id = cast(?1 as uuid) and wave = ?3 order by tenant_id limit ?4)
                        """, migration.id())
                        .setParameter(2, wave)
                        .setParameter(3, last)
                        .setParameter(4, (all * order.percent() + 99) / 100)
                        .executeUpdate();
            }
        }
    }

    /** Which of the slugs name no tenant that can be migrated. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> unknown(List<String> slugs) {
        List<?> unknown = em.createNativeQuery("""
                        select wanted from unnest(string_to_array(?1, ',')) wanted
                         where not exists (select from tenants t where t.slug = wanted
                                              and t.status in ('ACTIVE', 'INACTIVE', 'SUSPENDED'))
                        """)
                .setParameter(1, String.join(",", slugs))
                .getResultList();
        return unknown.stream().map(String.class::cast).toList();
    }

    /**
     * The next tenants of the first wave that is not over yet, marked as running, in the caller's transaction. An index
     * leads to them, however many have their outcome.
     *
     * @return their ids, none when all of that wave are running or have their outcome
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<UUID> claimNext(UUID migration, int limit) {
        List<?> ids = sql("""
                        update migration_tenants set status = 'RUNNING', started_at = clock_timestamp(), error = null
                         where migration_id = cast(?1 as uuid) and tenant_id = any(array(
                               select tenant_id from migration_tenants
                                where migration_id = cast(?1 as uuid) and status = 'QUEUED' and wave = least(
                                      (select wave from migration_tenants where migration_id = cast(?1 as uuid)
                                          and status = 'QUEUED' order by wave limit 1),
                                      (select wave from migration_tenants where migration_id = cast(?1 as uuid)
                                          and status = 'RUNNING' order by wave limit 1))
                                order by tenant_id limit ?2))
                        returning cast(tenant_id as text)
                        """, migration).setParameter(2, limit).getResultList();
        return ids.stream().map(id -> UUID.fromString((String) id)).toList();
    }

    /** Records tenants' outcomes in one statement, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void record(UUID migration, List<Fleet.Done> outcomes) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        outcomes.forEach(one -> rows.add(row(one)));
        sql("""
                        update migration_tenants t
                           set status = o.status, from_version = o.version, duration_ms = o.millis, error = o.error
                          from jsonb_to_recordset(cast(?2 as jsonb))
                               as o(tenant uuid, status text, version text, millis bigint, error text)
                         where t.migration_id = cast(?1 as uuid) and t.tenant_id = o.tenant
                        """, migration).setParameter(2, rows.build().toString()).executeUpdate();
    }

    private static JsonObjectBuilder row(Fleet.Done one) {
        TenantMigrator.Outcome outcome = one.outcome();
        JsonObjectBuilder row = Json.createObjectBuilder()
                .add("tenant", one.tenant().toString())
                .add("status", outcome.status().name())
                .add("millis", outcome.millis());
        if (outcome.from() != null) {
            row.add("version", outcome.from());
        }
        if (outcome.error() != null) {
            row.add("error", outcome.error());
        }
        return row;
    }

    /** Puts tenants in one state back into the queue, in the caller's transaction. @return how many */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public int requeue(UUID migration, TenantProgress status) {
        return sql(
                        "update migration_tenants set status = 'QUEUED', error = null, duration_ms = null"
                                + " where migration_id = cast(?1 as uuid) and status = ?2",
                        migration)
                .setParameter(2, status.name())
                .executeUpdate();
    }

    /** How a run's waves stand. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<WaveCounts> waves(UUID migration) {
        List<?> rows = sql("""
                        select wave, count(*), count(*) filter (where status = 'QUEUED'),
                               count(*) filter (where status = 'RUNNING'), count(*) filter (where status = 'SUCCEEDED'),
                               count(*) filter (where status = 'FAILED'), count(*) filter (where status = 'SKIPPED')
                          from migration_tenants where migration_id = cast(?1 as uuid) group by wave order by wave
                        """, migration).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new WaveCounts(
                        ((Number) row[0]).intValue(),
                        number(row[1]),
                        number(row[2]),
                        number(row[3]),
                        number(row[4]),
                        number(row[5]),
                        number(row[6])))
                .toList();
    }

    /**
     * A run's tenants, the newest first.
     *
     * @param status in this state only, or {@code null}
     * @param after the id of the last one already seen, or {@code null}
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<TenantOutcome> tenants(UUID migration, TenantProgress status, UUID after, int limit) {
        List<?> rows = sql("""
                        select cast(tenant_id as text), slug, wave, from_version, to_version, status, duration_ms, error
                          from migration_tenants
                         where migration_id = cast(?1 as uuid) and (cast(?2 as text) is null or status = ?2)
                           and (cast(?3 as text) is null or tenant_id < cast(?3 as uuid))
                         order by tenant_id desc limit ?4
                        """, migration)
                .setParameter(2, status == null ? null : status.name())
                .setParameter(3, after == null ? null : after.toString())
                .setParameter(4, limit)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new TenantOutcome(
                        UUID.fromString((String) row[0]),
                        (String) row[1],
                        ((Number) row[2]).intValue(),
                        (String) row[3],
                        (String) row[4],
                        TenantProgress.valueOf((String) row[5]),
                        row[6] == null ? null : number(row[6]),
                        (String) row[7]))
                .toList();
    }

    private Query sql(String statement, UUID migration) {
        return em.createNativeQuery(statement).setParameter(1, migration.toString());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
