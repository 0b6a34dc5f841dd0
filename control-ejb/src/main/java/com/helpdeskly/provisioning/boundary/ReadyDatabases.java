package com.helpdeskly.provisioning.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.controldb.control.ServiceSettings;
import com.helpdeskly.provisioning.control.FailureReasons;
import com.helpdeskly.provisioning.control.Stock;
import com.helpdeskly.provisioning.control.StockSize;
import com.helpdeskly.provisioning.control.Templates;
import com.helpdeskly.tenants.control.ServerCatalog;
import com.helpdeskly.tenants.entity.DatabaseServer;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** The templates on the servers, and the copies of them that wait there for new tenants. */
@Stateless
public class ReadyDatabases {
    @Inject
    private ServerCatalog catalog;

    @Inject
    private Templates templates;

    @Inject
    private Stock stock;

    @Inject
    private StockSize size;

    @Inject
    private ServiceSettings settings;

    @Inject
    private AuditTrail audit;

    /**
     * What new databases are copied from.
     *
     * @param fingerprint of the migrations of this release
     * @param schemaVersion of a new database
     * @param servers where there is a template
     */
    public record TemplateView(String fingerprint, String schemaVersion, List<ServerTemplate> servers) {}

    /**
     * A server's template.
     *
     * @param database its name
     * @param ready whether it is complete
     * @param error why that is not known, or {@code null}
     */
    public record ServerTemplate(String server, String database, boolean ready, String error) {}

    /**
     * The copies that wait.
     *
     * @param size how many each server is to have
     * @param servers how many each server has
     */
    public record StockView(int size, List<ServerStock> servers) {}

    /**
     * A server's stock.
     *
     * @param ready copies that can be taken
     * @param error why that is not known, or {@code null}
     */
    public record ServerStock(String server, int ready, String error) {}

    /** The template of this release, on each server. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public TemplateView template() {
        return new TemplateView(
                templates.schema().fingerprint(),
                templates.schema().version(),
                catalog.servers().stream().map(this::templateOf).toList());
    }

    private ServerTemplate templateOf(DatabaseServer server) {
        try {
            return new ServerTemplate(server.name(), templates.name(), templates.exists(server.address()), null);
        } catch (SQLException failure) {
            return new ServerTemplate(server.name(), templates.name(), false, FailureReasons.of(failure));
        }
    }

    /** The stock of each server. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public StockView stock() {
        return new StockView(
                size.get(), catalog.servers().stream().map(this::stockOf).toList());
    }

    private ServerStock stockOf(DatabaseServer server) {
        try {
            return new ServerStock(server.name(), stock.ready(server.address()), null);
        } catch (SQLException failure) {
            return new ServerStock(server.name(), 0, FailureReasons.of(failure));
        }
    }

    /**
     * Sets how many ready copies each server is to have; nodes follow within a minute, this one within seconds.
     *
     * @param wanted 0 to {@value StockSize#MOST}
     */
    public void resize(int wanted, String actor) {
        String before = String.valueOf(size.get());
        settings.put(StockSize.NAME, String.valueOf(wanted));
        audit.record(actor, "stock.resize", before, String.valueOf(wanted));
        stock.lookSoon();
    }
}
