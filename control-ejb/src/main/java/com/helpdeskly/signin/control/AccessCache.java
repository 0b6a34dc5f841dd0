package com.helpdeskly.signin.control;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.entity.AccessEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The operators and machine tokens that this node knows. Each is read again in the background when it is half a minute
 * old; while the control database is away, what is known stands for a quarter of an hour. An id that names nobody is not
 * remembered.
 */
@ApplicationScoped
public class AccessCache {
    private static final int SIZE = 10_000;
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofMinutes(15);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long TIMEOUT_MILLIS = 6_000;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private AccessRows rows;

    private AsyncLoadingCache<UUID, AccessEntry> entries;

    @PostConstruct
    void create() {
        entries = Caffeine.newBuilder()
                .maximumSize(SIZE)
                .refreshAfterWrite(REFRESH)
                .expireAfterWrite(OUTAGE)
                .executor(executor)
                .buildAsync(rows::find);
    }

    /**
     * Whoever has the id, from memory where it is there. The first who asks reads it on its own thread, so that callers
     * never hold all of the server's threads and wait for one that is free.
     *
     * @throws ProblemException 503 when nobody with the id is known and the control database does not answer
     */
    public Optional<AccessEntry> get(UUID id) {
        CompletableFuture<AccessEntry> known = entries.getIfPresent(id);
        if (known == null) {
            CompletableFuture<AccessEntry> mine = new CompletableFuture<>();
            known = entries.asMap().putIfAbsent(id, mine);
            if (known == null) {
                read(id, mine);
                known = mine;
            }
        }
        return await(known);
    }

    private void read(UUID id, CompletableFuture<AccessEntry> answer) {
        try {
            answer.complete(rows.find(id));
        } catch (RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
        }
    }

    private static Optional<AccessEntry> await(CompletableFuture<AccessEntry> answer) {
        try {
            return Optional.ofNullable(answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(e);
        }
    }

    /** Whether this node has an answer for the id that is older than a version of it. */
    public boolean isBehind(UUID id, long version) {
        CompletableFuture<AccessEntry> known = entries.asMap().get(id);
        return known != null && isOlder(known, entry -> entry.version() < version);
    }

    /** Takes over what somebody has become, if this node knows them as they were before; never an older state. */
    public void learn(AccessEntry now) {
        entries.asMap()
                .computeIfPresent(
                        now.id(),
                        (id, known) -> isOlder(known, entry -> entry.version() < now.version())
                                ? CompletableFuture.completedFuture(now)
                                : known);
    }

    /** The next question for the id reads it again. */
    public void forget(UUID id) {
        entries.synchronous().invalidate(id);
    }

    /** An answer that is still being read may come from before the change. */
    private static boolean isOlder(CompletableFuture<AccessEntry> known, Predicate<AccessEntry> outdated) {
        return !known.isDone()
                || known.isCompletedExceptionally()
                || Optional.ofNullable(known.join()).map(outdated::test).orElse(true);
    }

    private static ProblemException unavailable(Exception cause) {
        return ProblemException.retryLater(
                503, "unavailable", "The service is not available now; try again later.", RETRY, cause);
    }
}
