package com.helpdeskly.system.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that begin at the same moment. */
public final class AtOnce {
    private AtOnce() {}

    /** Makes the calls 0, 1, 2 … each on a thread of its own. @return the answers in that order */
    public static <T> List<T> of(int calls, IntFunction<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        CyclicBarrier start = new CyclicBarrier(calls);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return call.apply(number);
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call got no answer", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
