package com.helpdeskly.launcher.entity;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the parts of the stack listen, all on the loopback address.
 *
 * <ul>
 *   <li>{@code helpdeskly.app.port} (3000, 0..65535): the app plane; 10 higher for each further node. 0 for any free port.
 *   <li>{@code helpdeskly.control.port} (3001, 0..65535): the control plane, likewise.
 *   <li>{@code helpdeskly.postgres.port} (15432, 0..65535): PostgreSQL.
 *   <li>{@code helpdeskly.redis.port} (16379, 0..65535): Redis.
 * </ul>
 *
 * @param app the app plane, 3000 by default
 * @param control the control plane, 3001 by default
 * @param postgres PostgreSQL, 15432 by default
 * @param redis Redis, 16379 by default
 */
public record Ports(Port app, Port control, Port postgres, Port redis) {

    /** @return the fixed ports of a developer's machine, changed by system properties and environment */
    public static Ports configured() {
        return configured(1, System::getProperty, System::getenv);
    }

    /**
     * @param node the number of a node, from 1; each further one listens 10 higher than the one before
     * @return the fixed ports of that node, with PostgreSQL and Redis where the first one has them
     */
    public static Ports configured(int node) {
        return configured(node, System::getProperty, System::getenv);
    }

    /** @return any free ports, so that several stacks run side by side */
    public static Ports free() {
        return configured(1, key -> "0", key -> null).resolved();
    }

    /** @return any free ports for the planes of a further node, beside this one */
    public Ports besides() {
        Ports others = free();
        return new Ports(others.app(), others.control(), postgres, redis);
    }

    /**
     * @param node the number of a node, from 1
     * @param properties looks a system property up, null when unset
     * @param environment looks an environment variable up, null when unset
     * @return the ports; {@code helpdeskly.app.port} wins over {@code HELPDESKLY_APP_PORT}, and so on
     */
    public static Ports configured(int node, UnaryOperator<String> properties, UnaryOperator<String> environment) {
        int higher = 10 * (node - 1);
        return new Ports(
                port("app plane", "helpdeskly.app.port", 3000 + higher, properties, environment),
                port("control plane", "helpdeskly.control.port", 3001 + higher, properties, environment),
                port("PostgreSQL", "helpdeskly.postgres.port", 15432, properties, environment),
                port("Redis", "helpdeskly.redis.port", 16379, properties, environment));
    }

    /** @return the same, every 0 replaced by a free port */
    public Ports resolved() {
        return new Ports(app.resolved(), control.resolved(), postgres.resolved(), redis.resolved());
    }

    private static Port port(
            String purpose,
            String key,
            int byDefault,
            UnaryOperator<String> properties,
            UnaryOperator<String> environment) {
        var variable = key.replace('.', '_').toUpperCase(Locale.ROOT);
        var text = Optional.ofNullable(properties.apply(key))
                .or(() -> Optional.ofNullable(environment.apply(variable)))
                .filter(value -> !value.isBlank())
                .orElse(String.valueOf(byDefault));
        return Port.parse(purpose, key, text);
    }
}
