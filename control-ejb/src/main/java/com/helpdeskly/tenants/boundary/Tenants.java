package com.helpdeskly.tenants.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.control.Placement;
import com.helpdeskly.tenants.control.TenantChanged;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tenants.entity.TenantId;
import com.helpdeskly.tenants.entity.TenantStatus;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What operators do with tenants. Every change is recorded in the audit in its own transaction, and becomes effective on
 * all nodes as soon as that has committed.
 */
@Stateless
public class Tenants {
    private static final String UNIQUE_VIOLATION = "23505";

    /** A plan that had to do for rare states and frequent ones alike would walk through all tenants to find the rare. */
    private static final String PLAN_FOR_THE_VALUES = "set local plan_cache_mode = force_custom_plan";

    /** A part of this length can be found by an index wherever it stands. */
    private static final int WHOLE_TRIGRAM = 3;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Jobs jobs;

    @Inject
    private AuditTrail audit;

    @Inject
    private Placement placement;

    @Inject
    private SecretBox secrets;

    @Inject
    private Event<TenantChanged> changed;

    /**
     * Registers a tenant that still has to be provisioned, in the caller's transaction.
     *
     * @param actor the operator's e-mail
     * @throws SlugTaken when another tenant has the slug
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public TenantId register(Slug slug, String name, String actor) {
        TenantId id = TenantId.next();
        String password = secrets.seal(secrets.random(), id.toString());
        Tenant tenant = new Tenant(id, slug, name, placement.choose(), password);
        em.persist(tenant);
        try {
            em.flush();
        } catch (PersistenceException failure) {
            throw SqlFailures.find(failure, UNIQUE_VIOLATION::equals).isPresent() ? new SlugTaken(slug) : failure;
        }
        audit.record(actor, "tenant.create", id, slug, null, describe(tenant));
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
        return id;
    }

    /** A tenant by its id or its slug. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public TenantView get(String idOrSlug) {
        Tenant tenant = find(idOrSlug);
        return TenantView.from(tenant, jobs.latestOf(tenant.id().value()).orElse(null));
    }

    /**
     * Tenants, newest first.
     *
     * @param text a part of the name or of the slug, whatever its case, or {@code null}; what is shorter than {@value
     *     #WHOLE_TRIGRAM} characters, which most names have somewhere, is looked for at their beginnings only
     * @param status in this state only, or {@code null}
     * @param after the id of the last tenant already seen, or {@code null}
     * @param limit how many at most
     */
    public List<TenantView> list(String text, TenantStatus status, UUID after, int limit) {
        em.createNativeQuery(PLAN_FOR_THE_VALUES).executeUpdate();
        return new Filters()
                .and("t.status = :status", "status", status)
                .and("lower(t.name) like :text escape '!' or t.slug like :text escape '!'", "text", pattern(text))
                .and("t.id < :after", "after", after)
                .query(em, "select t from Tenant t join fetch t.server", "order by t.id desc", Tenant.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(tenant -> TenantView.from(tenant, null))
                .toList();
    }

    private static String pattern(String text) {
        if (text == null) {
            return null;
        }
        String anywhere = text.codePointCount(0, text.length()) < WHOLE_TRIGRAM ? "" : "%";
        return anywhere + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /**
     * Gives a tenant another name.
     *
     * @param precondition is told the current version, while nobody else can change it, and throws to refuse; the same in
     *     the methods below
     */
    public TenantView rename(String idOrSlug, String name, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.rename", tenant -> tenant.rename(name));
    }

    /**
     * Changes a tenant's limits, and its name where one is given.
     *
     * @param connections that each node may have to its database, 1 to {@value Tenant#MOST_CONNECTIONS}, or empty for what
     *     the node is configured with
     */
    public TenantView limit(
            String idOrSlug,
            Optional<Integer> connections,
            Optional<String> name,
            LongConsumer precondition,
            String actor) {
        return change(idOrSlug, precondition, actor, "tenant.limit", tenant -> {
            name.ifPresent(tenant::rename);
            tenant.limitConnections(connections);
        });
    }

    /** Switches a tenant on again. */
    public TenantView activate(String idOrSlug, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.activate", Tenant::activate);
    }

    /** Switches a tenant off. */
    public TenantView deactivate(String idOrSlug, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.deactivate", Tenant::deactivate);
    }

    /** Switches a tenant off for a reason. */
    public TenantView suspend(String idOrSlug, String reason, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.suspend", tenant -> tenant.suspend(reason));
    }

    /**
     * Keeps a tenant's people out for a while, or lets them in again.
     *
     * @param reason for operators, when it is switched on
     */
    public TenantView maintenance(
            String idOrSlug, boolean enabled, String reason, LongConsumer precondition, String actor) {
        return enabled
                ? change(idOrSlug, precondition, actor, "tenant.maintenance", tenant -> tenant.enterMaintenance(reason))
                : change(idOrSlug, precondition, actor, "tenant.maintenance-end", Tenant::leaveMaintenance);
    }

    /** Gives a tenant up, in the caller's transaction, which also orders its removal for the instant it is due. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public TenantView delete(String idOrSlug, Instant due, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.delete", tenant -> tenant.delete(due));
    }

    /** Takes a deletion back, in the caller's transaction, which also takes the order for its removal back. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public TenantView restore(String idOrSlug, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.restore", Tenant::restore);
    }

    /** Sends a failed tenant back to provisioning, in the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public TenantView provisionAgain(String idOrSlug, String actor) {
        return change(idOrSlug, version -> {}, actor, "tenant.provision", Tenant::provisionAgain);
    }

    /** Asks for another password of a tenant's role, in the caller's transaction, which also orders the job for it. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public TenantView rotateSecret(String idOrSlug, LongConsumer precondition, String actor) {
        return change(idOrSlug, precondition, actor, "tenant.rotate-secret", Tenant::requireRole);
    }

    private TenantView change(
            String idOrSlug, LongConsumer precondition, String actor, String action, Consumer<Tenant> change) {
        Tenant tenant = find(idOrSlug);
        em.refresh(tenant, LockModeType.PESSIMISTIC_WRITE);
        precondition.accept(tenant.version());
        String before = describe(tenant);
        change.accept(tenant);
        em.flush();
        audit.record(actor, action, tenant.id(), tenant.slug(), before, describe(tenant));
        changed.fire(new TenantChanged(TenantEntry.from(tenant)));
        return TenantView.from(tenant, jobs.latestOf(tenant.id().value()).orElse(null));
    }

    private static String describe(Tenant tenant) {
        return tenant.status()
                + tenant.statusReason().map(reason -> ": " + reason).orElse("")
                + (tenant.inMaintenance()
                        ? " · maintenance: " + tenant.maintenanceReason().orElse("")
                        : "")
                + tenant.deleteAfter().map(due -> " · removed after " + due).orElse("")
                + tenant.connectionLimit()
                        .map(limit -> " · at most " + limit + " connections")
                        .orElse("")
                + " · " + tenant.name();
    }

    private Tenant find(String idOrSlug) {
        return TenantId.parse(idOrSlug)
                .map(id -> em.find(Tenant.class, id.value()))
                .or(() -> em.createQuery("select t from Tenant t where t.slug = :slug", Tenant.class)
                        .setParameter("slug", idOrSlug)
                        .getResultStream()
                        .findFirst())
                .orElseThrow(TenantNotFound::new);
    }
}
