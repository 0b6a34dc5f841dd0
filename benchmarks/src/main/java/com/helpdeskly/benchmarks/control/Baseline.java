package com.helpdeskly.benchmarks.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.UUID;

/** The plain JDBC beside the product, as far as it needs to be told what it works on. */
final class Baseline {
    private Baseline() {}

    /** Lets the baseline into a tenant's database, with a role of its own that may do what the tenant's may. */
    static void open(BenchmarkStack stack, SampleTenant tenant) throws SQLException {
        stack.baseline().put("/database", admit(stack, tenant));
    }

    /** Lets PostgreSQL know how much a tenant has by now, as autovacuum does within minutes. */
    static void settle(BenchmarkStack stack, SampleTenant tenant) throws SQLException {
        try (var admin = stack.stack().postgres().connect(tenant.database());
                var statement = admin.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private static JsonObject admit(BenchmarkStack stack, SampleTenant tenant) throws SQLException {
        String role = "baseline_" + tenant.id().toString().replace("-", "");
        String password = UUID.randomUUID().toString();
        var postgres = stack.stack().postgres();
        try (var admin = postgres.connect(tenant.database());
                var statement = admin.createStatement()) {
            statement.execute(
                    "create role %s login password '%s' in role helpdeskly_serving".formatted(role, password));
            statement.execute("grant connect on database %s to %s".formatted(tenant.database(), role));
        }
        return Json.createObjectBuilder()
                .add("url", "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), tenant.database()))
                .add("user", role)
                .add("password", password)
                .add("tenantId", tenant.id().toString())
                .build();
    }
}
