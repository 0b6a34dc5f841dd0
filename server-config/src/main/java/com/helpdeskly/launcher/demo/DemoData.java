package com.helpdeskly.launcher.demo;

import com.helpdeskly.launcher.demo.ApiClient.RefusedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The demo tenants {@code acme} and {@code globex} with their people, tickets and comments, made through the API like by
 * any client. Doing it again goes on where it was left, and does nothing once all is there.
 */
public final class DemoData {
    private static final List<String> SLUGS = List.of("acme", "globex");
    private static final int REQUESTS_AT_ONCE = 4;

    private final URI app;
    private final URI control;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param appUrl base of the app plane, without a path
     * @param controlUrl base of the control plane's port, without a path
     * @param data a folder that lives as long as the databases do
     * @param progress told how far it is, in words
     */
    public DemoData(URI appUrl, URI controlUrl, Path data, Consumer<String> progress) {
        this.app = URI.create(appUrl + "/api/v1");
        this.control = URI.create(controlUrl + "/control/api/v1");
        this.folder = data.resolve("demo");
        this.progress = progress;
    }

    /** Starts {@link #seed} on a thread that does not keep the JVM alive; a failure is told, not thrown. */
    public void seedInBackground() {
        var thread = new Thread(this::seed, "demo-data");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Makes what is missing and returns when done.
     *
     * @return whether all is there; if not, the reason was told to {@code progress}
     */
    public boolean seed() {
        ThreadFactory daemons = task -> {
            var thread = new Thread(task, "demo-data");
            thread.setDaemon(true);
            return thread;
        };
        var requests = Executors.newFixedThreadPool(REQUESTS_AT_ONCE, daemons);
        try {
            seed(requests);
            return true;
        } catch (RefusedException e) {
            progress.accept(
                    "Demo data is not complete (%s). The next start goes on with it.".formatted(e.getMessage()));
            return false;
        } finally {
            requests.shutdownNow();
        }
    }

    private void seed(Executor requests) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        var anonymous = new ApiClient(http, app, Map.of());
        var missing = SLUGS.stream()
                .map(DemoTenant::load)
                .map(tenant -> new TenantSeeding(tenant, anonymous, folder, requests, progress))
                .filter(seeding -> !seeding.complete())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var operator = new ApiClient(http, control, Map.of()).signedIn("admin@helpdeskly.local", "admin");
        missing.forEach(seeding -> seeding.run(operator));
        progress.accept("Demo data is complete");
    }
}
