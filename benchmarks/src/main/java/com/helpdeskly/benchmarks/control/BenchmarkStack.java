package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.launcher.entity.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;

/** The product on free ports with an empty data folder, and the baseline beside it in the same server. */
public final class BenchmarkStack implements AutoCloseable {
    /** What the launcher calls it. */
    static final String CONTROL_DATABASE = "helpdeskly_control";

    private static final String BASELINE = """
            <server description="The benchmarks' baseline, beside the product">
              <webApplication id="baseline" name="baseline" location="baseline.war" contextRoot="/baseline"/>
            </server>
            """;

    private final Stack stack;

    private BenchmarkStack(Stack stack) {
        this.stack = stack;
    }

    /** Starts it; stopped by {@link #close} or, at the latest, with this process. */
    public static BenchmarkStack start(BenchmarkSettings settings, Consumer<String> progress) {
        Path data = settings.folder().resolve("data");
        delete(data);
        deployBaseline(settings.root(), data.resolve("liberty/servers/helpdeskly"));
        Stack stack = Stack.builder(data)
                .server(settings.root())
                .ports(Ports.free())
                .binaries(settings.folder().resolve("postgres"))
                .jvmOptions(settings.jvmOptions())
                // What the product can, not what it lets a single caller do.
                .env(Map.of(
                        "HELPDESKLY_RATE_LIMIT_PER_TENANT", "1000000",
                        "HELPDESKLY_RATE_LIMIT_PER_CALLER", "1000000"))
                .progress(progress)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        return new BenchmarkStack(stack);
    }

    /** What runs. */
    public Stack stack() {
        return stack;
    }

    /** The app plane's API. */
    JsonClient app() {
        return new JsonClient(stack.appUrl() + "/api/v1");
    }

    /** The control plane's API for an operator. */
    JsonClient operator() {
        return new JsonClient(stack.controlUrl() + "/control/api/v1").signedIn("admin@helpdeskly.local", "admin");
    }

    /** The baseline. */
    JsonClient baseline() {
        return new JsonClient(stack.appUrl() + "/baseline");
    }

    ProcessTimes times() {
        return new ProcessTimes(stack.server().pid(), stack.postgres().pid());
    }

    /** The options of the server's JVM. */
    public String jvmOptions() {
        try (var lines = Files.lines(stack.dataDirectory().resolve("liberty/servers/helpdeskly/jvm.options"))) {
            return String.join(" ", lines.filter(line -> line.startsWith("-X")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    /** Liberty reads what lies in this folder beside its server.xml. */
    private static void deployBaseline(Path root, Path server) {
        Path war = root.resolve("benchmarks/baseline/target/baseline.war");
        if (Files.notExists(war)) {
            throw new BenchmarkFailed("The baseline is missing at " + war + ". Build first: mvn package -DskipTests");
        }
        try {
            Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
            Files.writeString(overrides.resolve("baseline.xml"), BASELINE);
            Files.copy(war, Files.createDirectories(server.resolve("apps")).resolve("baseline.war"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot deploy the baseline into " + server, e);
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + folder, e);
        }
    }
}
