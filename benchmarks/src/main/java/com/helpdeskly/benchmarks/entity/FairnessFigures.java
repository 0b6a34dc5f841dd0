package com.helpdeskly.benchmarks.entity;

/**
 * A quiet tenant's requests while another tenant is loud, beside the same requests without that.
 *
 * @param quietMedian milliseconds, of each round without the loud one
 * @param quietP99 the same
 * @param disturbedMedian milliseconds, of each round beside the loud one
 * @param disturbedP99 the same
 * @param ratios p99 beside the loud one as a multiple of that without it, one for each pair of rounds
 * @param loud requests of the loud tenant in a second
 * @param loudErrors answers to the loud tenant that were no good ones
 * @param quietErrors answers to the quiet one that were no good ones
 */
public record FairnessFigures(
        Samples quietMedian,
        Samples quietP99,
        Samples disturbedMedian,
        Samples disturbedP99,
        Samples ratios,
        double loud,
        long loudErrors,
        long quietErrors) {}
