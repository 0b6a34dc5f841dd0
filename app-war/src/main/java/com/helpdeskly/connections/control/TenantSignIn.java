package com.helpdeskly.connections.control;

import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Opens connections by whichever password is in force. While that is being changed a node knows two, and one that was
 * asleep may know none: when all that it knows were refused, it asks the control database once.
 */
@ApplicationScoped
public class TenantSignIn {
    private static final System.Logger LOG = System.getLogger(TenantSignIn.class.getName());
    private static final String WRONG_PASSWORD = "28P01";

    @Inject
    private ConnectionSettings settings;

    @Inject
    private TenantDirectory directory;

    /** Connects. @param returned as {@link PhysicalConnection#open} has it */
    PhysicalConnection open(TenantEntry tenant, BiConsumer<PhysicalConnection, Boolean> returned) throws SQLException {
        List<String> known = directory.passwords(tenant);
        List<SQLException> refused = new ArrayList<>();
        Optional<PhysicalConnection> connection = open(tenant, known, returned, refused);
        if (connection.isEmpty()) {
            connection = open(tenant, unheard(tenant, known), returned, refused);
        }
        return connection.orElseThrow(() -> refused.get(refused.size() - 1));
    }

    private Optional<PhysicalConnection> open(
            TenantEntry tenant,
            List<String> passwords,
            BiConsumer<PhysicalConnection, Boolean> returned,
            List<SQLException> refused)
            throws SQLException {
        for (String password : passwords) {
            try {
                return Optional.of(PhysicalConnection.open(tenant, password, settings, returned));
            } catch (SQLException failure) {
                if (!WRONG_PASSWORD.equals(failure.getSQLState())) {
                    throw failure;
                }
                refused.add(failure);
            }
        }
        return Optional.empty();
    }

    /** The passwords that this node has missed. */
    private List<String> unheard(TenantEntry tenant, List<String> known) {
        try {
            return directory.passwordsReadAgain(tenant).stream()
                    .filter(password -> !known.contains(password))
                    .toList();
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "the password of {0} could not be read again: {1}",
                    tenant.slug(),
                    away.getMessage());
            return List.of();
        }
    }
}
