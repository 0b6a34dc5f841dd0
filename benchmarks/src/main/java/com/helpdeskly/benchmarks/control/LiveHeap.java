package com.helpdeskly.benchmarks.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is reachable in the heap of another JVM. */
final class LiveHeap {
    private LiveHeap() {}

    /** Bytes; that JVM collects all garbage first. */
    static long bytes(long pid) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new BenchmarkFailed("the heap was not counted: " + histogram);
            }
            String total = histogram.lines().reduce((one, next) -> next).orElseThrow();
            return Long.parseLong(total.trim().split("\\s+")[2]);
        } catch (IOException e) {
            throw new BenchmarkFailed("the heap was not counted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }
}
