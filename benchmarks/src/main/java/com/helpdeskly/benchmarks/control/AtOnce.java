package com.helpdeskly.benchmarks.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work on several threads and waits for all of it. */
final class AtOnce {
    private AtOnce() {}

    /** Runs all tasks on so many threads; the results come in the order of the tasks. */
    static <T> List<T> run(int threads, List<? extends Callable<T>> tasks) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new BenchmarkFailed(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
