package com.helpdeskly.standing.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.standing.entity.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Answers that this node has read from tenants' databases, as long as they can be true. One is taken without a look at
 * the database where nothing can have been missed since it was read, for {@value #LOOK_SECONDS} s, and else for
 * {@value #BLIND_MILLIS} ms. Of several who need the same answer, one reads it, on its own thread, and the others wait.
 *
 * <p>An answer that was on its way while the news came that it has changed is read again: {@code news} counts the news of
 * subjects, many subjects to a counter.
 *
 * @param <V> the kind of answer
 */
final class Memory<V> {
    static final int LOOK_SECONDS = 30;
    static final int BLIND_MILLIS = 500;

    private static final long LOOK = Duration.ofSeconds(LOOK_SECONDS).toNanos();
    private static final long BLIND = Duration.ofMillis(BLIND_MILLIS).toNanos();
    private static final long WAIT_SECONDS = 15;
    private static final int COUNTERS = 1024;
    private static final int READINGS = 3;

    /** @param at when its reading began, by {@link System#nanoTime} */
    private record Known<V>(Optional<V> value, long at) {}

    private final LongPredicate nothingMissedSince;
    private final Cache<Subject, Known<V>> known;
    private final ConcurrentMap<Subject, CompletableFuture<Known<V>>> underWay = new ConcurrentHashMap<>();
    private final AtomicLongArray news = new AtomicLongArray(COUNTERS);

    /**
     * @param most how many answers it keeps
     * @param nothingMissedSince tells whether all news since a time have come in
     */
    Memory(int most, LongPredicate nothingMissedSince) {
        this.nothingMissedSince = nothingMissedSince;
        this.known = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(Duration.ofHours(1))
                .build();
    }

    /** The answer about a subject. @param reading asks the database */
    Optional<V> get(Subject subject, Supplier<Optional<V>> reading) {
        Known<V> answer = known.getIfPresent(subject);
        if (answer != null && isGood(answer)) {
            return answer.value();
        }
        return read(subject, reading);
    }

    /** What was known about a subject may not be true any more. */
    void forget(Subject subject) {
        news.incrementAndGet(counterOf(subject));
        known.invalidate(subject);
    }

    private boolean isGood(Known<V> answer) {
        long age = System.nanoTime() - answer.at();
        return age < BLIND || age < LOOK && nothingMissedSince.test(answer.at());
    }

    private Optional<V> read(Subject subject, Supplier<Optional<V>> reading) {
        long asked = System.nanoTime();
        while (true) {
            CompletableFuture<Known<V>> mine = new CompletableFuture<>();
            CompletableFuture<Known<V>> first = underWay.putIfAbsent(subject, mine);
            if (first == null) {
                return complete(subject, mine, reading).value();
            }
            Known<V> theirs = await(first);
            if (asked - theirs.at() < BLIND) {
                return theirs.value();
            }
        }
    }

    private Known<V> complete(Subject subject, CompletableFuture<Known<V>> mine, Supplier<Optional<V>> reading) {
        try {
            Known<V> answer = answer(subject, reading);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(subject, mine);
        }
    }

    private Known<V> answer(Subject subject, Supplier<Optional<V>> reading) {
        for (int readings = 1; ; readings++) {
            long before = news.get(counterOf(subject));
            long at = System.nanoTime();
            Known<V> answer = new Known<>(reading.get(), at);
            // Absence is not kept: whoever has a good token or key is there, and guesses would fill the memory.
            answer.value().ifPresent(value -> known.put(subject, answer));
            if (news.get(counterOf(subject)) == before) {
                return answer;
            }
            known.invalidate(subject);
            if (readings == READINGS) {
                return answer;
            }
        }
    }

    private static int counterOf(Subject subject) {
        return Math.floorMod(subject.hashCode(), COUNTERS);
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException e) {
            throw SqlFailures.first(e, ProblemException.class).orElseGet(() -> unavailable(e));
        } catch (TimeoutException e) {
            throw unavailable(e);
        }
    }

    private static ProblemException unavailable(Exception cause) {
        return ProblemException.retryLater(
                503, "tenant-unavailable", "The tenant is not available at the moment.", Duration.ofSeconds(2), cause);
    }
}
