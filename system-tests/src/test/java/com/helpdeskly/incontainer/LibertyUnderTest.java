package com.helpdeskly.incontainer;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.launcher.control.LibertyFiles;
import com.helpdeskly.launcher.entity.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        stack = Stack.builder(work.resolve("in-container")).ports(ports).start();
        LibertyFiles files = LibertyFiles.ofBuild(root);
        // A folder for each run: Liberty takes an EAR of the same dates for the one it has unpacked before.
        Path usr = work.resolve("usr-" + ProcessHandle.current().pid());
        try {
            Path server = Files.createDirectories(usr.resolve("servers/in-container"));
            Files.createDirectories(server.resolve("jdbc"));
            Files.write(server.resolve("jdbc/postgresql.jar"), Files.readAllBytes(files.driver()));
            Files.writeString(server.resolve("server.xml"), withoutApplication(files.configuration()));
            Files.writeString(
                    server.resolve("server.env"),
                    stack.environment().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("helpdeskly.test.wlp", files.installation().toString());
        System.setProperty("helpdeskly.test.usr", usr.toString());
        System.setProperty(
                "helpdeskly.test.app-port", String.valueOf(ports.app().number()));
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
