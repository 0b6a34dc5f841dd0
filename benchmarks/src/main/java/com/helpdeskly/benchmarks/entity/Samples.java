package com.helpdeskly.benchmarks.entity;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** A handful of measured values, at least one. */
public final class Samples {
    private final double[] sorted;

    /** Of these values, in any order. */
    public Samples(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** One value of each item. */
    public static <T> Samples of(Collection<T> items, ToDoubleFunction<? super T> value) {
        return new Samples(items.stream().mapToDouble(value).toArray());
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least so much of all values do not exceed (nearest rank).
     *
     * @param percent above 0, at most 100
     */
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    public double least() {
        return sorted[0];
    }

    public double most() {
        return sorted[sorted.length - 1];
    }

    public int count() {
        return sorted.length;
    }
}
