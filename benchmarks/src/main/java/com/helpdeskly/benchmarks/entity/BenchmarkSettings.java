package com.helpdeskly.benchmarks.entity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured and for how long.
 *
 * <ul>
 *   <li>{@code helpdeskly.root} (the current folder): the built sources.
 *   <li>{@code helpdeskly.bench.parts} (pages writes fairness provisioning list fleet): some of these, in this order; {@code tenants} when it is named.
 *   <li>{@code helpdeskly.bench.connections} (1 16 64): requests under way at once, one series for each.
 *   <li>{@code helpdeskly.bench.warm-up} (20000): requests that each side answers before anything counts.
 *   <li>{@code helpdeskly.bench.round-s} (10): how long one round of one side takes.
 *   <li>{@code helpdeskly.bench.rounds} (3): rounds of each side, taking turns.
 *   <li>{@code helpdeskly.bench.tenants} (60): tenants made one at a time.
 *   <li>{@code helpdeskly.bench.burst} (50): tenants asked for at once.
 *   <li>{@code helpdeskly.bench.fleet} (60): tenants of the runs over the fleet; each takes two databases of 8 MB.
 *   <li>{@code helpdeskly.bench.many} (1000): tenants that are used in turn; each takes a database of 8 MB.
 *   <li>{@code helpdeskly.bench.jvm-options} (-Xms1g -Xmx1g): the server's, behind those that it ships with.
 * </ul>
 *
 * @param root the built sources
 * @param folder where the stack keeps its data and the report is written; emptied before the run
 * @param parts some of {@code pages}, {@code writes}, {@code fairness}, {@code tenants}, {@code provisioning}, {@code list} and
 *     {@code fleet}
 * @param connections how many requests are under way at once, one series for each
 * @param warmUpRequests how many requests each side answers, at least, before anything counts
 * @param round how long one round of one side takes
 * @param rounds how many rounds each side gets, taking turns
 * @param tenants how many tenants are made one at a time
 * @param burst how many tenants are asked for at once
 * @param fleet how many tenants with a database the runs over the fleet go over
 * @param many how many tenants are used in turn
 * @param jvmOptions the server's, added to those that the product ships
 */
public record BenchmarkSettings(
        Path root,
        Path folder,
        List<String> parts,
        List<Integer> connections,
        int warmUpRequests,
        Duration round,
        int rounds,
        int tenants,
        int burst,
        int fleet,
        int many,
        List<String> jvmOptions) {

    /** From the system properties {@code helpdeskly.root} and {@code helpdeskly.bench.*}, as the README lists them. */
    public static BenchmarkSettings configured() {
        Path root = Path.of(System.getProperty("helpdeskly.root", "."))
                .toAbsolutePath()
                .normalize();
        return new BenchmarkSettings(
                root,
                root.resolve("benchmarks/target/bench"),
                words("parts", "pages writes fairness provisioning list fleet"),
                words("connections", "1 16 64").stream().map(Integer::valueOf).toList(),
                number("warm-up", 20_000),
                Duration.ofSeconds(number("round-s", 10)),
                number("rounds", 3),
                number("tenants", 60),
                number("burst", 50),
                number("fleet", 60),
                number("many", 1_000),
                words("jvm-options", "-Xms1g -Xmx1g"));
    }

    /** Whether a part is to be measured. */
    public boolean measures(String part) {
        return parts.contains(part);
    }

    private static int number(String key, int byDefault) {
        return Integer.parseInt(value(key, String.valueOf(byDefault)));
    }

    private static List<String> words(String key, String byDefault) {
        return Stream.of(value(key, byDefault).split(" "))
                .filter(word -> !word.isBlank())
                .toList();
    }

    /** Maven hands every property on, as an empty one where it was not given. */
    private static String value(String key, String byDefault) {
        String given = System.getProperty("helpdeskly.bench." + key, "");
        return given.isBlank() ? byDefault : given;
    }
}
