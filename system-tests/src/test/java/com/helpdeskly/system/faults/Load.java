package com.helpdeskly.system.faults;

import com.helpdeskly.system.harness.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Callers that ask again and again, each as soon as it has its answer, until they are stopped. */
final class Load implements AutoCloseable {
    /** An answer that one of the callers got; when it began to ask, by {@link System#nanoTime}. */
    record Answered(int caller, Answer answer, long begin, Duration took) {
        int status() {
            return answer.status();
        }
    }

    private final ExecutorService threads;
    private final List<Future<?>> callers = new ArrayList<>();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Load(int callers) {
        threads = Executors.newFixedThreadPool(callers);
    }

    /** Begins. @param calls gives each caller what it asks */
    static Load of(int callers, IntFunction<Supplier<Answer>> calls) {
        Load load = new Load(callers);
        for (int caller = 0; caller < callers; caller++) {
            int number = caller;
            Supplier<Answer> call = calls.apply(caller);
            load.callers.add(load.threads.submit(() -> load.run(number, call)));
        }
        return load;
    }

    private void run(int caller, Supplier<Answer> call) {
        while (!stopped) {
            long begin = System.nanoTime();
            Answer answer = call.get();
            answers.add(new Answered(caller, answer, begin, Duration.ofNanos(System.nanoTime() - begin)));
        }
    }

    /** What was answered so far. */
    List<Answered> answers() {
        return List.copyOf(answers);
    }

    /** How many answers there are so far. */
    int size() {
        return answers.size();
    }

    /** What was asked since an instant of {@link System#nanoTime}, and is answered. */
    Stream<Answered> begunSince(long instant) {
        return answers.stream().filter(answered -> answered.begin() - instant >= 0);
    }

    /** Waits until there are so many answers more. */
    void await(int more) {
        int before = size();
        Awaitility.await(more + " more answers")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> size() >= before + more);
    }

    /** Lets the callers go on for a while. */
    void awaitTime(Duration time) {
        long begin = System.nanoTime();
        Awaitility.await("answers of requests that began after " + time)
                .atMost(time.plusSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> begunSince(begin + time.toNanos()).findAny().isPresent());
    }

    /** Lets the callers finish what they have begun. @return all answers; a call without an answer fails the test */
    List<Answered> stop() throws InterruptedException, ExecutionException {
        close();
        for (Future<?> caller : callers) {
            caller.get();
        }
        return answers();
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
