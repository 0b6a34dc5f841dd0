package com.helpdeskly.incontainer;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.launcher.control.LibertyFiles;
import com.helpdeskly.launcher.entity.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;

/**
 * Prepares what Arquillian's server needs before Arquillian starts it: PostgreSQL, Redis, and a server configuration that
 * is the product's, but for the application, which Arquillian deploys itself through JMX.
 */
public final class LibertyUnderTest implements LoadableExtension {
    private static Stack stack;

    @Override
    public void register(ExtensionBuilder builder) {
        if (stack == null && System.getProperty("helpdeskly.work") != null) {
            prepare(Path.of(System.getProperty("helpdeskly.root")), Path.of(System.getProperty("helpdeskly.work")));
        }
        builder.observer(Closing.class);
    }

    private static void prepare(Path root, Path work) {
        Ports ports = Ports.free();
        stack = Stack.builder(work.resolve("data")).ports(ports).start();
        LibertyFiles files = LibertyFiles.ofBuild(root);
        Path usr = work.resolve("usr");
        try {
            Path server = Files.createDirectories(usr.resolve("servers/in-container"));
            Files.createDirectories(server.resolve("jdbc"));
            Files.write(server.resolve("jdbc/postgresql.jar"), Files.readAllBytes(files.driver()));
            Files.writeString(server.resolve("bootstrap.properties"), properties(stack.environment()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("helpdeskly.test.wlp", files.installation().toString());
        System.setProperty("helpdeskly.test.usr", usr.toString());
        System.setProperty(
                "helpdeskly.test.app-port", String.valueOf(ports.app().number()));
    }

    /** Arquillian starts the server without its script, which alone reads server.env: each variable as properties. */
    private static String properties(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>(environment);
        environment.forEach((name, value) -> properties.put(
                name.toLowerCase(Locale.ROOT).replace('_', '.').replace("tenant.db", "tenant-db"), value));
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String withoutApplication(Path configuration) throws IOException {
        return Files.readString(configuration.resolve("server.xml"))
                .replaceAll("(?s)<enterpriseApplication .*?</enterpriseApplication>", "")
                .replaceAll("<config [^>]*/>", "")
                .replace("${HELPDESKLY_UPDATE_TRIGGER}", "mbean")
                .replace("</featureManager>", "<feature>localConnector-1.0</feature></featureManager>");
    }

    /** Stops PostgreSQL and Redis after the server. */
    public static final class Closing {
        void close(@Observes(precedence = -1000) AfterSuite event) {
            if (stack != null) {
                stack.close();
            }
        }
    }
}
