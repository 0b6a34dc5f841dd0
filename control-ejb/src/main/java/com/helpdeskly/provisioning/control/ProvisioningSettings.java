package com.helpdeskly.provisioning.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How databases are made.
 *
 * <ul>
 *   <li>{@code helpdeskly.provisioner.user} (none): the login role that makes tenants' roles and databases on every
 *       server ({@code CREATEDB CREATEROLE}, no superuser). Without it the application does not start.
 *   <li>{@code helpdeskly.provisioner.password} (none): its password.
 *   <li>{@code helpdeskly.provisioning.ddl-per-server} (4, 1..64): connections of all nodes to one server that make or drop something at once;
 *       further jobs wait up to the time-out and are then tried again later.
 *   <li>{@code helpdeskly.tenants.grace} (P30D, PT0S..P365D): how long a deleted tenant can be restored, as an ISO 8601
 *       duration; then its database is removed.
 *   <li>{@code helpdeskly.stock.size} (3, 0..100): ready copies of the template that are kept on each server, about 8 MB
 *       each; a tenant that finds none is copied from the template, which takes longer. 0 turns the stock off. What operators
 *       set by {@code PUT /stock} wins.
 *   <li>{@code helpdeskly.provisioning.timeout-ms} (60000, 1000..3600000): how long one statement may take; then the job is tried
 *       again later.
 * </ul>
 */
@ApplicationScoped
public class ProvisioningSettings {
    private String user;
    private String password;
    private int ddlPerServer;
    private int stockSize;
    private Duration grace;
    private Duration timeout;

    protected ProvisioningSettings() {}

    @Inject
    public ProvisioningSettings(
            @ConfigProperty(name = "helpdeskly.provisioner.user") String user,
            @ConfigProperty(name = "helpdeskly.provisioner.password") String password,
            @ConfigProperty(name = "helpdeskly.provisioning.ddl-per-server", defaultValue = "4") int ddlPerServer,
            @ConfigProperty(name = "helpdeskly.stock.size", defaultValue = "3") int stockSize,
            @ConfigProperty(name = "helpdeskly.tenants.grace", defaultValue = "P30D") Duration grace,
            @ConfigProperty(name = "helpdeskly.provisioning.timeout-ms", defaultValue = "60000") int timeoutMillis) {
        this.user = user;
        this.password = password;
        this.ddlPerServer = Settings.within("helpdeskly.provisioning.ddl-per-server", ddlPerServer, 1, 64);
        this.stockSize = Settings.within("helpdeskly.stock.size", stockSize, 0, StockSize.MOST);
        if (grace.isNegative() || grace.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalStateException("helpdeskly.tenants.grace must be 0 to 365 days, for example P30D");
        }
        this.grace = grace;
        this.timeout = Duration.ofMillis(
                Settings.within("helpdeskly.provisioning.timeout-ms", timeoutMillis, 1_000, 3_600_000));
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

    public int stockSize() {
        return stockSize;
    }

    public Duration grace() {
        return grace;
    }

    public Duration timeout() {
        return timeout;
    }
}
