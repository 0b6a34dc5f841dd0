package com.helpdeskly.provisioning.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How databases are made.
 *
 * <ul>
 *   <li>{@code helpdeskly.provisioner.user}, {@code helpdeskly.provisioner.password}: the login role that makes tenants'
 *       roles and databases on every server ({@code CREATEDB CREATEROLE}, no superuser). No default.
 *   <li>{@code helpdeskly.provisioning.ddl-per-server} (4): connections to one server that make or drop something at once;
 *       further jobs wait up to the time-out and are then tried again later.
 *   <li>{@code helpdeskly.provisioning.timeout-ms} (60000): how long one statement may take.
 * </ul>
 */
@ApplicationScoped
public class ProvisioningSettings {
    private String user;
    private String password;
    private int ddlPerServer;
    private Duration timeout;

    protected ProvisioningSettings() {}

    @Inject
    public ProvisioningSettings(
            @ConfigProperty(name = "helpdeskly.provisioner.user") String user,
            @ConfigProperty(name = "helpdeskly.provisioner.password") String password,
            @ConfigProperty(name = "helpdeskly.provisioning.ddl-per-server", defaultValue = "4") int ddlPerServer,
            @ConfigProperty(name = "helpdeskly.provisioning.timeout-ms", defaultValue = "60000") int timeoutMillis) {
        if (ddlPerServer < 1 || ddlPerServer > 64) {
            throw new IllegalStateException(
                    "helpdeskly.provisioning.ddl-per-server must be 1 to 64, not " + ddlPerServer);
        }
        if (timeoutMillis < 1_000 || timeoutMillis > 3_600_000) {
            throw new IllegalStateException(
                    "helpdeskly.provisioning.timeout-ms must be 1000 to 3600000, not " + timeoutMillis);
        }
        this.user = user;
        this.password = password;
        this.ddlPerServer = ddlPerServer;
        this.timeout = Duration.ofMillis(timeoutMillis);
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    public int ddlPerServer() {
        return ddlPerServer;
    }

    public Duration timeout() {
        return timeout;
    }
}
