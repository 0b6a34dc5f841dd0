package com.helpdeskly.benchmarks.control;

/** Something that the benchmark needs does not work; what was measured so far means nothing. */
public class BenchmarkFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkFailed(String message) {
        super(message);
    }

    BenchmarkFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
