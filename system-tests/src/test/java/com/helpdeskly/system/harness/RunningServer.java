package com.helpdeskly.system.harness;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.launcher.entity.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Helpdeskly} that all of them share, started before the first of them and stopped after the last.
 * Its PostgreSQL and Redis run in containers where a Docker engine answers, and embedded elsewhere. With the system properties {@code helpdeskly.test.app-url} and {@code helpdeskly.test.control-url} it is a server that
 * runs already, wherever it is; a test that asks for the {@link Stack} is then skipped, since it needs what only the
 * launcher gives: processes to kill, and the databases' superuser.
 */
public final class RunningServer implements ParameterResolver {
    private static final ExtensionContext.Namespace ROOM = ExtensionContext.Namespace.create(RunningServer.class);

    /** Tests call as fast as they can. */
    private static final Map<String, String> UNHURRIED =
            Map.of("HELPDESKLY_RATE_LIMIT_PER_TENANT", "1000000", "HELPDESKLY_RATE_LIMIT_PER_CALLER", "1000000");

    /** As the launcher's own: there are more starts here than work that a better compiler would speed up. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private record Shared(Helpdeskly helpdeskly, Optional<Stack> stack, Runnable services) implements AutoCloseable {
        @Override
        public void close() {
            stack.ifPresent(Stack::close);
            services.run();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Helpdeskly.class || type == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared =
                context.getRoot().getStore(ROOM).getOrComputeIfAbsent(Shared.class, key -> begin(), Shared.class);
        if (parameter.getParameter().getType() == Helpdeskly.class) {
            return shared.helpdeskly();
        }
        Assumptions.assumeTrue(shared.stack().isPresent(), "the server under test was not started by the launcher");
        return shared.stack().orElseThrow();
    }

    private static Shared begin() {
        String app = System.getProperty("helpdeskly.test.app-url");
        String control = System.getProperty("helpdeskly.test.control-url");
        if (app != null && control != null) {
            return new Shared(new Helpdeskly(URI.create(app), URI.create(control)), Optional.empty(), () -> {});
        }
        if (Containers.canRun()) {
            return inContainers();
        }
        Stack stack = newStack("shared", Map.of());
        return new Shared(Helpdeskly.of(stack), Optional.of(stack), () -> {});
    }

    private static Shared inContainers() {
        Ports ports = Ports.free();
        Stack stack =
                builder("shared", Map.of()).ports(ports).servicesOfOthers().build();
        Containers containers = Containers.start(ports, stack.secrets().superuserPassword());
        stack.start();
        return new Shared(Helpdeskly.of(stack), Optional.of(stack), containers::close);
    }

    /** A stack of a test's own with the limits that the product comes with, started; the caller closes it. */
    public static Stack stackAsItComes(String name) {
        return asItComes(name).start();
    }

    /** A stack of a test's own, started; the caller closes it. */
    public static Stack newStack(String name, Map<String, String> environment) {
        return builder(name, environment).start();
    }

    /** The same, with further options of its server's JVM. */
    public static Stack newStack(String name, List<String> jvmOptions) {
        List<String> all = new ArrayList<>(List.of(QUICK_START));
        all.addAll(jvmOptions);
        return builder(name, Map.of()).jvmOptions(all).start();
    }

    /** A further node on the databases and the Redis of a stack, started; the caller closes it before that stack. */
    public static Stack secondNode(Stack first, String name, Map<String, String> environment) {
        return builder(name, environment)
                .besides(first.dataDirectory())
                .ports(first.ports().besides())
                .start();
    }

    private static Stack.Builder builder(String name, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(UNHURRIED);
        all.putAll(environment);
        return asItComes(name).env(all);
    }

    private static Stack.Builder asItComes(String name) {
        Path work = Path.of(System.getProperty("helpdeskly.work"));
        return Stack.builder(work.resolve(name + "-" + ProcessHandle.current().pid()))
                .ports(Ports.free())
                .jvmOptions(List.of(QUICK_START))
                .binaries(work.resolve("postgres"))
                .server(Path.of(System.getProperty("helpdeskly.root")));
    }
}
