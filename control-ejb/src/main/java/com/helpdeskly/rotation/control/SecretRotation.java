package com.helpdeskly.rotation.control;

import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.provisioning.control.FailureReasons;
import com.helpdeskly.provisioning.control.TenantRoles;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.boundary.TenantSecrets;
import com.helpdeskly.tenants.boundary.TenantSecrets.RoleSecret;
import com.helpdeskly.tenants.entity.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One attempt at changing the password of a tenant's role. Each step may find its work done by an earlier attempt. */
final class SecretRotation implements JobHandler.Run {
    static final String STORE = "store";
    static final String SPREAD = "spread";
    static final String ALTER = "alter";
    static final String CHECK = "check";
    static final List<String> STEPS = List.of(STORE, SPREAD, ALTER, CHECK);

    /** Twice what the directory promises. */
    private static final Duration SPREADING = TenantDirectory.SPREADS_WITHIN.multipliedBy(2);

    private final TenantId tenant;
    private final TenantSecrets tenants;
    private final TenantRoles roles;
    private final SecretBox secrets;
    private final Runnable stillOurs;

    /** @param stillOurs throws when another worker has taken the job over */
    SecretRotation(TenantId tenant, TenantSecrets tenants, TenantRoles roles, SecretBox secrets, Runnable stillOurs) {
        this.tenant = tenant;
        this.tenants = tenants;
        this.roles = roles;
        this.secrets = secrets;
        this.stillOurs = stillOurs;
    }

    @Override
    public void step(String name) throws Exception {
        switch (name) {
            case STORE -> tenants.prepare(tenant, secrets.seal(secrets.random(), tenant.toString()));
            case SPREAD -> Thread.sleep(SPREADING.toMillis());
            case ALTER -> alter(role());
            case CHECK -> check(role());
            default -> throw new IllegalArgumentException("no step " + name);
        }
    }

    private void alter(RoleSecret role) throws SQLException {
        roles.changePassword(role.server(), role.role(), next(role), stillOurs);
    }

    private void check(RoleSecret role) throws SQLException {
        roles.checkSignIn(role.server(), role.database(), role.role(), next(role));
    }

    private RoleSecret role() {
        return tenants.find(tenant)
                .filter(role -> role.sealedNext() != null)
                .orElseThrow(() -> new RotationFailed("The tenant has no login role, or will not have it any longer."));
    }

    private String next(RoleSecret role) {
        return secrets.open(role.sealedNext(), tenant.toString());
    }

    /** Either password may be in force: both stay known. */
    @Override
    public void undo() {}

    @Override
    public String explain(Exception failure) {
        return RotationFailed.explain(failure, FailureReasons.of(failure));
    }

    @Override
    public void close() {}
}
