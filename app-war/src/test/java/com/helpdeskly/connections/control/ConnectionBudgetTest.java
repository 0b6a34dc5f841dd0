package com.helpdeskly.connections.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.connections.control.ConnectionBudget.Grant;
import com.helpdeskly.connections.control.ConnectionBudget.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void firstCallerGetsTheRightToOpenOne() throws Exception {
        var budget = budget(2, 2, SHORT, Duration.ZERO);

        Grant<String> grant = budget.acquire("acme").orElseThrow();

        assertThat(grant.isOpen()).isFalse();
        assertThat(grant.victim()).isNull();
        assertThat(budget.counts()).isEqualTo(Map.of("acme", 1));
    }

    @Test
    void connectionUsedLastIsGivenOutFirst() throws Exception {
        var budget = budget(5, 5, SHORT, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");
        budget.release("acme", "a1");
        budget.release("acme", "a2");

        assertThat(budget.acquire("acme").orElseThrow().connection()).isEqualTo("a2");
        assertThat(budget.acquire("acme").orElseThrow().connection()).isEqualTo("a1");
    }

    @Test
    void tenantNeverGetsMoreThanItsShare() throws Exception {
        var budget = budget(10, 2, SHORT, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");

        assertThat(budget.acquire("acme")).isEmpty();
        assertThat(budget.acquire("globex")).isPresent();
    }

    @Test
    void tenantWhoseLimitHasBecomeLowerGivesUpWhatIsTooMuchAsItComesBack() throws Exception {
        var limit = new AtomicInteger(3);
        var budget = new ConnectionBudget<String>(new Limits(10, 5, 100, SHORT, Duration.ZERO), tenant -> limit.get());
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");
        open(budget, "acme", "a3");

        limit.set(2);

        assertThat(budget.release("acme", "a1")).isFalse();
        budget.gone("acme");
        assertThat(budget.acquire("acme")).isEmpty();
        assertThat(budget.release("acme", "a2")).isTrue();
        assertThat(budget.acquire("acme").orElseThrow().connection()).isEqualTo("a2");
    }

    @Test
    void callersThatWaitAreServedWhenTheLimitHasBecomeHigher() throws Exception {
        var limit = new AtomicInteger(1);
        var budget = new ConnectionBudget<String>(new Limits(10, 5, 100, LONG, Duration.ZERO), tenant -> limit.get());
        open(budget, "acme", "a1");
        Future<Optional<Grant<String>>> second = threads.submit(() -> budget.acquire("acme"));
        while (budget.waiting() == 0) {
            Thread.onSpinWait();
        }

        limit.set(2);
        budget.limitsChanged();

        assertThat(second.get(10, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void longestIdleConnectionOfAnyTenantMakesRoom() throws Exception {
        var budget = budget(2, 2, SHORT, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "globex", "g1");
        budget.release("globex", "g1");
        budget.release("acme", "a1");

        Grant<String> grant = budget.acquire("initech").orElseThrow();

        assertThat(grant.victim()).isEqualTo("g1");
        assertThat(budget.counts()).isEqualTo(Map.of("acme", 1, "initech", 1));
    }

    @Test
    void callerIsRefusedAfterTheWaitWhenNothingIsIdle() throws Exception {
        var budget = budget(1, 1, SHORT, Duration.ZERO);
        open(budget, "acme", "a1");

        assertThat(budget.acquire("globex")).isEmpty();
        assertThat(budget.counts()).isEqualTo(Map.of("acme", 1));
    }

    @Test
    void callerIsRefusedAtOnceWhenTooManyWait() throws Exception {
        var budget = new ConnectionBudget<String>(new Limits(1, 1, 0, LONG, Duration.ZERO));
        open(budget, "acme", "a1");

        assertThat(budget.acquire("globex")).isEmpty();
    }

    @Test
    void connectionGoesToAWaitingCallerOfTheSameTenantWithinTheAffinity() throws Exception {
        var budget = budget(1, 1, LONG, LONG);
        open(budget, "acme", "a1");
        Future<Optional<Grant<String>>> other = waiting(budget, "globex");
        Future<Optional<Grant<String>>> same = waiting(budget, "acme");

        assertThat(budget.release("acme", "a1")).isTrue();

        assertThat(same.get().orElseThrow().connection()).isEqualTo("a1");
        assertThat(other.isDone()).isFalse();
    }

    @Test
    void placeGoesToTheLongestWaitingTenantAfterTheAffinity() throws Exception {
        var budget = budget(1, 1, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        Future<Optional<Grant<String>>> other = waiting(budget, "globex");
        Future<Optional<Grant<String>>> same = waiting(budget, "acme");

        assertThat(budget.release("acme", "a1")).isFalse();
        budget.gone("acme");

        assertThat(other.get().orElseThrow().isOpen()).isFalse();
        assertThat(same.isDone()).isFalse();
        assertThat(budget.counts()).isEqualTo(Map.of("globex", 1));
    }

    @Test
    void tenantHasATurnAfterItsConnectionWasOpenedHoweverLongOthersHaveWaited() throws Exception {
        Duration affinity = Duration.ofMillis(300);
        var budget = budget(1, 1, LONG, affinity);
        open(budget, "acme", "a1");
        Future<Optional<Grant<String>>> other = waiting(budget, "globex");
        Future<Optional<Grant<String>>> same = waiting(budget, "acme");
        awaitEnd(affinity);

        assertThat(budget.release("acme", "a1")).isTrue();
        assertThat(same.get().orElseThrow().connection()).isEqualTo("a1");
        awaitEnd(affinity);
        Future<Optional<Grant<String>>> late = waiting(budget, "acme");

        assertThat(budget.release("acme", "a1")).isFalse();
        budget.gone("acme");
        assertThat(other.get()).isPresent();
        assertThat(late.isDone()).isFalse();
    }

    @Test
    void placeGoesToTheTenantWithTheFewestConnections() throws Exception {
        var budget = budget(3, 3, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");
        open(budget, "acme", "a3");
        Future<Optional<Grant<String>>> greedy = waiting(budget, "acme");
        Future<Optional<Grant<String>>> modest = waiting(budget, "globex");

        assertThat(budget.release("acme", "a1")).isFalse();
        budget.gone("acme");

        assertThat(modest.get()).isPresent();
        assertThat(greedy.isDone()).isFalse();
        assertThat(budget.counts()).isEqualTo(Map.of("acme", 2, "globex", 1));
    }

    @Test
    void placeThatIsPromisedCountsAsOneOfItsTenant() throws Exception {
        var budget = budget(2, 2, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");
        Future<Optional<Grant<String>>> first = waiting(budget, "globex");
        Future<Optional<Grant<String>>> second = waiting(budget, "globex");
        Future<Optional<Grant<String>>> third = waiting(budget, "initech");

        assertThat(budget.release("acme", "a1")).isFalse();
        assertThat(budget.release("acme", "a2")).isFalse();
        budget.gone("acme");
        budget.gone("acme");

        assertThat(first.get()).isPresent();
        assertThat(third.get()).isPresent();
        assertThat(second.isDone()).isFalse();
    }

    @Test
    void promisedPlaceOfACallerThatIsServedOtherwiseGoesToTheNext() throws Exception {
        var budget = budget(2, 2, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "globex", "g1");
        Future<Optional<Grant<String>>> promised = waiting(budget, "globex");
        assertThat(budget.release("acme", "a1")).isFalse();
        assertThat(budget.release("globex", "g1")).isTrue();
        assertThat(promised.get().orElseThrow().connection()).isEqualTo("g1");
        Future<Optional<Grant<String>>> next = waiting(budget, "initech");

        budget.gone("acme");

        assertThat(next.get().orElseThrow().isOpen()).isFalse();
        assertThat(budget.counts()).isEqualTo(Map.of("globex", 1, "initech", 1));
    }

    @Test
    void onlyOneConnectionIsClosedForOneWaitingCaller() throws Exception {
        var budget = budget(2, 2, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        open(budget, "acme", "a2");
        waiting(budget, "globex");

        assertThat(budget.release("acme", "a1")).isFalse();
        assertThat(budget.release("acme", "a2")).isTrue();
    }

    @Test
    void interruptedCallerLeavesNoTrace() throws Exception {
        var budget = budget(1, 1, LONG, Duration.ZERO);
        open(budget, "acme", "a1");
        Future<Optional<Grant<String>>> interrupted = waiting(budget, "acme");
        interrupted.cancel(true);
        awaitWaiting(budget, 0);

        assertThat(budget.release("acme", "a1")).isTrue();
        assertThat(budget.acquire("acme").orElseThrow().connection()).isEqualTo("a1");
    }

    @Test
    void failedOpeningFreesThePlace() throws Exception {
        var budget = budget(1, 1, SHORT, Duration.ZERO);
        budget.acquire("acme");
        budget.gone("acme");

        assertThat(budget.acquire("globex")).isPresent();
        assertThat(budget.counts()).isEqualTo(Map.of("globex", 1));
    }

    @Test
    void limitsHoldUnderAnyInterleaving() throws Exception {
        var budget = budget(7, 3, LONG, Duration.ofMillis(1));
        Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
        AtomicInteger total = new AtomicInteger();
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 24; caller++) {
            String tenant = "tenant" + caller % 8;
            callers.add(() -> {
                for (int round = 0; round < 300; round++) {
                    use(budget, tenant, open.computeIfAbsent(tenant, key -> new AtomicInteger()), total);
                }
                return null;
            });
        }

        for (Future<Void> done : threads.invokeAll(callers)) {
            done.get(60, TimeUnit.SECONDS);
        }

        int counted =
                budget.counts().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(counted).isEqualTo(total.get()).isLessThanOrEqualTo(7);
        assertThat(budget.takeIdle(any -> true)).hasSize(counted);
    }

    /** Counts what a real caller would have open, and checks the limits at each moment. */
    private static void use(ConnectionBudget<String> budget, String tenant, AtomicInteger mine, AtomicInteger total)
            throws InterruptedException {
        Grant<String> grant = budget.acquire(tenant).orElseThrow();
        String connection = grant.connection();
        if (!grant.isOpen()) {
            if (grant.victim() != null) {
                total.decrementAndGet();
            }
            connection = tenant + "-" + System.nanoTime();
            assertThat(total.incrementAndGet()).isLessThanOrEqualTo(7);
        }
        assertThat(connection).startsWith(tenant);
        assertThat(mine.incrementAndGet()).isLessThanOrEqualTo(3);
        Thread.yield();
        mine.decrementAndGet();
        boolean broken = ThreadLocalRandom.current().nextInt(20) == 0;
        if (broken || !budget.release(tenant, connection)) {
            total.decrementAndGet();
            budget.gone(tenant);
        }
    }

    private static ConnectionBudget<String> budget(int max, int perTenant, Duration patience, Duration affinity) {
        return new ConnectionBudget<>(new Limits(max, perTenant, 100, patience, affinity));
    }

    private static void open(ConnectionBudget<String> budget, String tenant, String name) throws InterruptedException {
        assertThat(budget.acquire(tenant).orElseThrow().isOpen()).as(name).isFalse();
    }

    private Future<Optional<Grant<String>>> waiting(ConnectionBudget<String> budget, String tenant) {
        int before = budget.waiting();
        Future<Optional<Grant<String>>> future = threads.submit(() -> budget.acquire(tenant));
        awaitWaiting(budget, before + 1);
        return future;
    }

    private static void awaitEnd(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() <= until) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(ConnectionBudget<String> budget, int callers) {
        long until = System.nanoTime() + LONG.toNanos();
        while (budget.waiting() != callers) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
