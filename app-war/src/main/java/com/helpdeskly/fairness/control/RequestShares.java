package com.helpdeskly.fairness.control;

import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.problems.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Shares the server's threads out among the tenants, so that one whose requests are slow does not take them all. A tenant may
 * have as many requests in progress as threads are free: alone it gets half of them, two such tenants get a third each, and
 * there is always something left for those who come next. That is the dynamic threshold by which switches share their
 * buffers (A. K. Choudhury, E. L. Hahne, "Dynamic Queue Length Thresholds for Shared-Memory Packet Switches", IEEE/ACM
 * Transactions on Networking 6(2), 1998), with α = 1. A tenant without any request in progress is always let in. Whoever comes
 * beyond waits without a thread; the tenants that wait take turns.
 *
 * <ul>
 *   <li>{@code helpdeskly.threads} (100, 10..10000): threads of the node for requests, the same as the server's own
 *       {@code HELPDESKLY_THREADS}, since one environment variable sets both.
 *   <li>{@code helpdeskly.requests.wait-ms} (5000, 100..60000): how long a request waits for its tenant's share; then it gets
 *       429 {@code tenant-request-limit}.
 *   <li>{@code helpdeskly.requests.max-waiting} (1000, 0..100000): requests of the node that wait at once; a further one gets
 *       429 at once.
 * </ul>
 */
@ApplicationScoped
public class RequestShares {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private int threads;
    private Duration patience;
    private int maxWaiting;

    /** Guards everything below, and the turns' states. Nothing that can block is done under it. */
    private final Object lock = new Object();

    /** Without tenants that have none. */
    private final Map<String, Integer> inProgress = new HashMap<>();

    /** Without tenants that have none; the one that comes first has waited longest for its turn. */
    private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();

    private int total;
    private int waitingTotal;

    protected RequestShares() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public RequestShares(
            @ConfigProperty(name = "helpdeskly.threads", defaultValue = "100") int threads,
            @ConfigProperty(name = "helpdeskly.requests.wait-ms", defaultValue = "5000") int waitMillis,
            @ConfigProperty(name = "helpdeskly.requests.max-waiting", defaultValue = "1000") int maxWaiting) {
        this.threads = Settings.within("helpdeskly.threads", threads, 10, 10_000);
        this.patience = Duration.ofMillis(Settings.within("helpdeskly.requests.wait-ms", waitMillis, 100, 60_000));
        this.maxWaiting = Settings.within("helpdeskly.requests.max-waiting", maxWaiting, 0, 100_000);
    }

    private enum State {
        WAITING,
        IN_PROGRESS,
        OVER
    }

    /** One request of a tenant, from when it came until its thread is free again. */
    public final class Turn {
        private final String tenant;
        private State state;
        private Runnable beginning;

        private Turn(String tenant, State state) {
            this.tenant = tenant;
            this.state = state;
        }

        /** Whether it may be worked on now. */
        public boolean isInProgress() {
            synchronized (lock) {
                return state == State.IN_PROGRESS;
            }
        }

        /** Has something done once, as soon as the request may be worked on; by whoever's request ends then, so it must not block. */
        public void whenItBegins(Runnable action) {
            synchronized (lock) {
                if (state != State.IN_PROGRESS) {
                    beginning = action;
                    return;
                }
            }
            action.run();
        }

        /** Stops waiting. @return whether it had waited until now */
        public boolean giveUp() {
            synchronized (lock) {
                boolean waited = state == State.WAITING;
                if (waited) {
                    leaveLine(this);
                }
                return waited;
            }
        }

        /** Its thread is free; without effect when it was over already. */
        public void end() {
            List<Turn> next;
            synchronized (lock) {
                if (state != State.IN_PROGRESS) {
                    return;
                }
                state = State.OVER;
                inProgress.computeIfPresent(tenant, (slug, count) -> count == 1 ? null : count - 1);
                total--;
                next = letIn();
            }
            next.forEach(turn -> turn.beginning.run());
        }
    }

    /**
     * A request of a tenant has come: it is in progress at once, or waits.
     *
     * @throws ProblemException 429 when too many wait already
     */
    public Turn enter(String tenant) {
        synchronized (lock) {
            if (!waiting.containsKey(tenant) && hasRoom(tenant)) {
                Turn turn = new Turn(tenant, State.IN_PROGRESS);
                begin(turn);
                return turn;
            }
            if (waitingTotal >= maxWaiting) {
                throw refusal();
            }
            Turn turn = new Turn(tenant, State.WAITING);
            waiting.computeIfAbsent(tenant, slug -> new ArrayDeque<>()).add(turn);
            waitingTotal++;
            return turn;
        }
    }

    /** How long a request waits at most. */
    public Duration patience() {
        return patience;
    }

    /** What a request gets that has waited in vain. */
    public static ProblemException refusal() {
        return ProblemException.retryLater(
                429,
                "tenant-request-limit",
                "Too many requests of the tenant are in progress; try again shortly.",
                RETRY_AFTER,
                null);
    }

    private boolean hasRoom(String tenant) {
        int mine = inProgress.getOrDefault(tenant, 0);
        return mine == 0 || mine < threads - total;
    }

    private void begin(Turn turn) {
        turn.state = State.IN_PROGRESS;
        inProgress.merge(turn.tenant, 1, Integer::sum);
        total++;
    }

    private void leaveLine(Turn turn) {
        turn.state = State.OVER;
        waitingTotal--;
        Deque<Turn> line = waiting.get(turn.tenant);
        line.remove(turn);
        if (line.isEmpty()) {
            waiting.remove(turn.tenant);
        }
    }

    /** One of each tenant that has room, and then those go behind the others. @return whose beginning is to be told */
    private List<Turn> letIn() {
        List<Turn> begun = new ArrayList<>();
        for (String tenant : List.copyOf(waiting.keySet())) {
            if (hasRoom(tenant)) {
                Deque<Turn> line = waiting.remove(tenant);
                Turn turn = line.remove();
                waitingTotal--;
                begin(turn);
                if (!line.isEmpty()) {
                    waiting.put(tenant, line);
                }
                if (turn.beginning != null) {
                    begun.add(turn);
                }
            }
        }
        return begun;
    }
}
