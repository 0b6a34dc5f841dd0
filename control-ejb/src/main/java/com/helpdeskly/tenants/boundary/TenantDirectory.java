package com.helpdeskly.tenants.boundary;

import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.control.TenantCache;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The one door through which the app plane sees the control plane: which tenant a slug names, its state, and where its
 * database is. Answers come from memory; a change reaches every node within a second, and tenants that a node knows are
 * still found while the control database is away.
 */
@ApplicationScoped
public class TenantDirectory {
    private TenantCache cache;
    private SecretBox secrets;

    protected TenantDirectory() {}

    @Inject
    public TenantDirectory(TenantCache cache, SecretBox secrets) {
        this.cache = cache;
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

    /** The password of a tenant's login role, in clear: for opening a connection, and nothing else. */
    public String password(TenantEntry tenant) {
        return secrets.open(tenant.sealedPassword(), tenant.id().toString());
    }
}
