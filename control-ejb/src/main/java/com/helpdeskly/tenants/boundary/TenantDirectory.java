package com.helpdeskly.tenants.boundary;

import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.control.TenantCache;
import com.helpdeskly.tenants.control.TenantRows;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one door through which the app plane sees the control plane: which tenant a slug names, its state, and where its
 * database is. Answers come from memory; a change reaches every node within a second, and tenants that a node knows are
 * still found while the control database is away.
 */
@ApplicationScoped
public class TenantDirectory {
    private TenantCache cache;
    private TenantRows rows;
    private SecretBox secrets;

    /** A change of a tenant is effective on every node that reaches the control database within this time. */
    public static final Duration SPREADS_WITHIN = Duration.ofSeconds(1);

    protected TenantDirectory() {}

    @Inject
    public TenantDirectory(TenantCache cache, TenantRows rows, SecretBox secrets) {
        this.cache = cache;
        this.rows = rows;
        this.secrets = secrets;
    }

    /**
     * The tenant of a slug, or empty where there is none.
     *
     * @throws com.helpdeskly.problems.entity.ProblemException 503 when the tenant is not known here and the control
     *     database does not answer in time
     */
    public Optional<TenantEntry> find(Slug slug) {
        return cache.get(slug);
    }

    /**
     * The password of a tenant's login role, in clear: for opening a connection, and nothing else. While it is being
     * changed there are two, one of which is in force.
     *
     * @param tenant what the caller knows of it; a password that this node has learned since then is taken
     */
    public List<String> passwords(TenantEntry tenant) {
        return opened(cache.get(tenant.slug()), tenant);
    }

    /** The same, read from the control database: for a node that may have missed a change. */
    public List<String> passwordsReadAgain(TenantEntry tenant) {
        Optional<TenantEntry> now = rows.find(tenant.slug());
        now.ifPresent(cache::learn);
        return opened(now, tenant);
    }

    private List<String> opened(Optional<TenantEntry> now, TenantEntry tenant) {
        String owner = tenant.id().toString();
        return now.filter(tenant::leadsWhere).orElse(tenant).sealedPasswords().stream()
                .map(secret -> secrets.open(secret, owner))
                .toList();
    }
}
