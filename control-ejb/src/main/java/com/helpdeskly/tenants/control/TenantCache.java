package com.helpdeskly.tenants.control;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tenants that this node knows. Concurrent first questions for a slug make one query, which runs outside of any
 * lock of the cache. A known tenant stays known until it is removed or crowded out: what it becomes takes the
 * place of what it was. It is read again in the background when it is older than the expiry, and if that fails the old
 * answer stands.
 *
 * <ul>
 *   <li>{@code helpdeskly.directory.size} (20000, 1..1000000): tenants kept, about 1 KiB each, and none before it is
 *       asked for; beyond it those asked for least are forgotten and read again.
 *   <li>{@code helpdeskly.directory.expiry-ms} (30000, 100..86400000): age at which a tenant is read again.
 *   <li>{@code helpdeskly.directory.unknown-ms} (2000, 1..60000): how long a slug that names nobody is remembered as such.
 *   <li>{@code helpdeskly.directory.timeout-ms} (3000, 1..60000): how long further questions wait for the answer to the first
 *       one, and are then answered with 503; that one waits as long as the control database's data source does.
 * </ul>
 */
@ApplicationScoped
public class TenantCache {
    @Resource
    private ManagedExecutorService executor;

    @Inject
    private TenantRows rows;

    @Inject
    @ConfigProperty(name = "helpdeskly.directory.size", defaultValue = "20000")
    private int size;

    @Inject
    @ConfigProperty(name = "helpdeskly.directory.expiry-ms", defaultValue = "30000")
    private int expiryMillis;

    @Inject
    @ConfigProperty(name = "helpdeskly.directory.unknown-ms", defaultValue = "2000")
    private int unknownMillis;

    @Inject
    @ConfigProperty(name = "helpdeskly.directory.timeout-ms", defaultValue = "3000")
    private int timeoutMillis;

    private AsyncLoadingCache<Slug, Optional<TenantEntry>> entries;

    @PostConstruct
    void create() {
        Settings.within("helpdeskly.directory.size", size, 1, 1_000_000);
        Settings.within("helpdeskly.directory.expiry-ms", expiryMillis, 100, 86_400_000);
        Settings.within("helpdeskly.directory.unknown-ms", unknownMillis, 1, 60_000);
        Settings.within("helpdeskly.directory.timeout-ms", timeoutMillis, 1, 60_000);
        entries = Caffeine.newBuilder()
                .maximumSize(size)
                .refreshAfterWrite(Duration.ofMillis(expiryMillis))
                .expireAfter(Expiry.writing((Slug slug, Optional<TenantEntry> entry) ->
                        entry.isPresent() ? Duration.ofNanos(Long.MAX_VALUE) : Duration.ofMillis(unknownMillis)))
                .executor(executor)
                .buildAsync(rows::find);
    }

    /**
     * The tenant of a slug, from memory where it is there. The first who asks reads it on its own thread: were it read by
     * another of the server's threads, callers could hold all of them and wait for one that is free.
     */
    public Optional<TenantEntry> get(Slug slug) {
        CompletableFuture<Optional<TenantEntry>> known = entries.getIfPresent(slug);
        if (known == null) {
            CompletableFuture<Optional<TenantEntry>> mine = new CompletableFuture<>();
            known = entries.asMap().putIfAbsent(slug, mine);
            if (known == null) {
                read(slug, mine);
                known = mine;
            }
        }
        return await(known);
    }

    private void read(Slug slug, CompletableFuture<Optional<TenantEntry>> answer) {
        try {
            answer.complete(rows.find(slug));
        } catch (RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
        }
    }

    private Optional<TenantEntry> await(CompletableFuture<Optional<TenantEntry>> answer) {
        try {
            return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(e);
        }
    }

    /** Whether this node has an answer for the slug that is older than a version of the tenant. */
    public boolean isBehind(Slug slug, long version) {
        CompletableFuture<Optional<TenantEntry>> known = entries.asMap().get(slug);
        return known != null && isOlder(known, tenant -> tenant.version() < version);
    }

    /** Takes over what a tenant has become, if this node knows it as it was before; never an older state. */
    public void learn(TenantEntry tenant) {
        entries.asMap()
                .computeIfPresent(
                        tenant.slug(),
                        (slug, known) -> isOlder(known, tenant::isNewerThan)
                                ? CompletableFuture.completedFuture(Optional.of(tenant))
                                : known);
    }

    /** The next question for the slug reads it again. */
    public void forget(Slug slug) {
        entries.synchronous().invalidate(slug);
    }

    /** An answer that is still being read may come from before the change. */
    private static boolean isOlder(CompletableFuture<Optional<TenantEntry>> known, Predicate<TenantEntry> outdated) {
        return !known.isDone()
                || known.isCompletedExceptionally()
                || known.join().map(outdated::test).orElse(true);
    }

    private static ProblemException unavailable(Exception cause) {
        return ProblemException.retryLater(
                503,
                "tenant-unavailable",
                "The tenant cannot be looked up at the moment.",
                Duration.ofSeconds(2),
                cause);
    }
}
