package com.helpdeskly.launcher.boundary;

import com.helpdeskly.launcher.demo.DemoData;
import com.helpdeskly.launcher.entity.LaunchException;
import com.helpdeskly.launcher.entity.Ports;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Runs the product on a developer's machine until Ctrl-C: {@code mvn -Prun}. Exit code 1 when it cannot start or a part of
 * it dies.
 *
 * <ul>
 *   <li>{@code helpdeskly.root} (the current folder): the built sources.
 *   <li>{@code helpdeskly.data} (.helpdeskly): the data folder, by default below the sources.
 *   <li>{@code helpdeskly.node} (1, 1..9): 2 and higher start a further node beside the first, on ports 3010 and 3011 and so
 *       on, with the databases and the Redis of the first.
 *   <li>{@code helpdeskly.demo} (true): {@code false} leaves the demo tenants out.
 *   <li>{@code helpdeskly.jvm.options} (-XX:TieredStopAtLevel=1): the server's, separated by blanks; by default those of a
 *       quick start, which is slower under load.
 * </ul>
 */
public final class Launcher {
    /** The optimizing compiler doubles the work of a start, and is worth it only under load. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final PrintStream terminal;
    private final long started = System.nanoTime();
    private volatile boolean interrupted;

    private Launcher(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** @param arguments none are looked at */
    public static void main(String[] arguments) {
        // Not System.out: Maven's is taken down while our last lines still have to be printed.
        var terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset());
        System.exit(new Launcher(terminal).run());
    }

    private int run() {
        var root = Path.of(System.getProperty("helpdeskly.root", "."))
                .toAbsolutePath()
                .normalize();
        var data = Path.of(System.getProperty(
                "helpdeskly.data", root.resolve(".helpdeskly").toString()));
        try {
            var node = node();
            var builder = node == 1
                    ? Stack.builder(data)
                    : Stack.builder(data.resolve("node-" + node)).besides(data);
            var stack = builder.server(root)
                    .ports(Ports.configured(node))
                    .jvmOptions(jvmOptions())
                    .progress(this::say)
                    .build();
            // Maven or a terminal ends us with a signal: the hook is what stops the parts, in whatever state we are.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
            return run(stack);
        } catch (LaunchException e) {
            say(e.getMessage());
            return 1;
        }
    }

    private int run(Stack stack) {
        try {
            stack.start();
        } catch (LaunchException e) {
            if (!interrupted) {
                say(e.getMessage());
            }
            return 1;
        }
        boolean demo = stack.embedded() && Boolean.parseBoolean(System.getProperty("helpdeskly.demo", "true"));
        say("Ready");
        terminal.println(
                Banner.text(stack.appUrl(), stack.controlUrl(), stack.server().log(), demo));
        if (demo) {
            new DemoData(stack.appUrl(), stack.controlUrl(), stack.dataDirectory(), this::say).seedInBackground();
        }
        return awaitDeath(stack);
    }

    private int awaitDeath(Stack stack) {
        var server = stack.server()
                .exit()
                .thenApply(process -> "Open Liberty ended with exit code %d, see %s"
                        .formatted(process.exitValue(), stack.server().log()));
        if (!stack.embedded()) {
            return sayDeath(stack, server.join());
        }
        var postgres = stack.postgres()
                .exit()
                .thenApply(process -> "PostgreSQL ended with exit code %d, see %s"
                        .formatted(process.exitValue(), stack.postgres().log()));
        stack.redis().exit().thenAccept(process -> {
            if (!stack.closing()) {
                say("Redis ended with exit code %d, see %s. The product goes on without it, with more delay."
                        .formatted(process.exitValue(), stack.redis().log()));
            }
        });
        return sayDeath(stack, CompletableFuture.anyOf(server, postgres).join());
    }

    private int sayDeath(Stack stack, Object death) {
        if (!stack.closing()) {
            say(death + ". Stopping the rest.");
        }
        return 1;
    }

    private void stop(Stack stack) {
        interrupted = true;
        if (!stack.closing()) {
            say("Stopping");
            stack.close();
            say("Stopped. The data is kept in " + stack.dataDirectory());
        }
    }

    private static int node() {
        var text = System.getProperty("helpdeskly.node", "1");
        if (!text.matches("[1-9]")) {
            throw new LaunchException("helpdeskly.node must be 1 to 9, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<String> jvmOptions() {
        var options = System.getProperty("helpdeskly.jvm.options", QUICK_START);
        return Stream.of(options.split(" ")).filter(option -> !option.isBlank()).toList();
    }

    private void say(String what) {
        terminal.printf("[%6.1f s] %s%n", (System.nanoTime() - started) / 1e9, what);
        terminal.flush();
    }
}
