package com.helpdeskly.benchmarks.boundary;

import com.helpdeskly.benchmarks.control.BenchmarkFailed;
import com.helpdeskly.benchmarks.control.BenchmarkStack;
import com.helpdeskly.benchmarks.control.FairnessBenchmark;
import com.helpdeskly.benchmarks.control.FleetBenchmark;
import com.helpdeskly.benchmarks.control.ListBenchmark;
import com.helpdeskly.benchmarks.control.MarkdownReport;
import com.helpdeskly.benchmarks.control.PageBenchmark;
import com.helpdeskly.benchmarks.control.ProvisioningBenchmark;
import com.helpdeskly.benchmarks.control.TenantsBenchmark;
import com.helpdeskly.benchmarks.control.WriteBenchmark;
import com.helpdeskly.benchmarks.entity.BenchmarkSettings;
import com.helpdeskly.launcher.entity.LaunchException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Measures the product next to its baselines and writes {@code benchmarks/target/bench/figures.md}: {@code mvn -Pbench}.
 * System properties as in {@link BenchmarkSettings}. Exit code 1 when something did not work.
 */
public final class Benchmarks {
    private final BenchmarkSettings settings = BenchmarkSettings.configured();
    private final PrintStream terminal;
    private final long started = System.nanoTime();

    private Benchmarks(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** @param arguments none are looked at */
    public static void main(String[] arguments) {
        System.exit(new Benchmarks(System.out).run());
    }

    private int run() {
        try (var stack = BenchmarkStack.start(settings, this::say)) {
            String report = measure(stack);
            Path file = settings.folder().resolve("figures.md");
            Files.writeString(file, report);
            terminal.println("\n" + report);
            say("Written to " + file);
            return 0;
        } catch (BenchmarkFailed | LaunchException | SQLException | IOException e) {
            say("Failed: " + e);
            return 1;
        }
    }

    private String measure(BenchmarkStack stack) throws SQLException {
        var report = new MarkdownReport();
        if (settings.measures("pages")) {
            var pages = new PageBenchmark(settings, stack, this::say);
            var series = pages.run();
            report.pages(series, pages.bodyBytes());
        }
        if (settings.measures("writes")) {
            report.writes(new WriteBenchmark(settings, stack, this::say).run());
        }
        if (settings.measures("fairness")) {
            report.fairness(new FairnessBenchmark(settings, stack, this::say).run());
        }
        if (settings.measures("tenants")) {
            report.tenants(new TenantsBenchmark(settings, stack, this::say).run());
        }
        if (settings.measures("provisioning")) {
            report.provisioning(new ProvisioningBenchmark(settings, stack, this::say).run());
        }
        if (settings.measures("list")) {
            report.list(new ListBenchmark(stack, this::say).run());
        }
        if (settings.measures("fleet")) {
            report.fleet(new FleetBenchmark(settings, stack, this::say).run());
        }
        return report.setting(
                        "%s %s with `%s`; %d processors, everything on one machine; %d rounds of %d s for each side."
                                .formatted(
                                        System.getProperty("java.vm.name"),
                                        Runtime.version(),
                                        stack.jvmOptions(),
                                        Runtime.getRuntime().availableProcessors(),
                                        settings.rounds(),
                                        settings.round().toSeconds()))
                .toString();
    }

    private void say(String what) {
        terminal.printf("[%6.1f s] %s%n", (System.nanoTime() - started) / 1e9, what);
    }
}
