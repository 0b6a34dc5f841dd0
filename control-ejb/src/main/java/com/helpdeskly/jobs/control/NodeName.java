package com.helpdeskly.jobs.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What this node is called among the nodes of an installation.
 *
 * <ul>
 *   <li>{@code helpdeskly.node} (none): its name, else the host's name and the port of the app plane. Two nodes must never
 *       have the same one.
 *   <li>{@code helpdeskly.app.port} (3000): the port in that name, set together with where the app plane listens.
 * </ul>
 */
@ApplicationScoped
public class NodeName {
    private String name;
    private String incarnation;

    protected NodeName() {}

    @Inject
    public NodeName(
            @ConfigProperty(name = "helpdeskly.node") Optional<String> configured,
            @ConfigProperty(name = "helpdeskly.app.port", defaultValue = "3000") int appPort) {
        this.name = configured.orElseGet(() -> hostName() + ":" + appPort);
        this.incarnation = name + "/" + UUID.randomUUID();
    }

    public String name() {
        return name;
    }

    /** The name, and what tells this process from earlier ones of the same node. */
    public String incarnation() {
        return incarnation;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
