package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.ProvisioningFigures;
import com.helpdeskly.benchmarks.entity.Round.CpuUse;
import com.helpdeskly.benchmarks.entity.Samples;
import com.helpdeskly.benchmarks.entity.Series;
import com.helpdeskly.benchmarks.entity.Side;
import java.util.List;
import java.util.Map;

/** Writes the figures as tables for a README. */
public final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    /** The tables of the page of tickets. */
    public MarkdownReport pages(List<Series> all, long bodyBytes) {
        line("**Page of 20 tickets** with author, assignee and comments, %.1f KiB of JSON"
                .formatted(bodyBytes / 1024.0));
        line("");
        line(
                "| connections | | requests/s | p50 ms | p99 ms | errors | CPU ms per request: server / PostgreSQL / client |");
        line("|---:|---|---:|---:|---:|---:|---:|");
        all.forEach(series -> List.of(Side.values()).forEach(side -> line(row(series, side))));
        line("");
        line("| connections | of plain JDBC's requests/s (median of the pairs of rounds, least to most) |");
        line("|---:|---|");
        for (Series series : all) {
            Samples ratios = series.ratios();
            line("| %d | **%.2f** (%.2f to %.2f) |"
                    .formatted(series.connections(), ratios.median(), ratios.least(), ratios.most()));
        }
        line("");
        return this;
    }

    private static String row(Series series, Side side) {
        return "| %d | %s | %s | %.1f | %.1f | %d | %.2f / %.2f / %.2f |"
                .formatted(
                        series.connections(),
                        side.label(),
                        "%,d".formatted(Math.round(series.throughput(side))),
                        series.latency(side, 50),
                        series.latency(side, 99),
                        series.errors(side),
                        series.cpuPerRequest(side, CpuUse::server),
                        series.cpuPerRequest(side, CpuUse::database),
                        series.cpuPerRequest(side, CpuUse::generator));
    }

    /** The tables of provisioning. */
    public MarkdownReport provisioning(ProvisioningFigures figures) {
        line("**Provisioning**, %d tenants one at a time"
                .formatted(figures.active().count()));
        line("");
        line("| | median ms | p95 ms | of the bare statement |");
        line("|---|---:|---:|---:|");
        line(row("with a full stock", figures.active(), figures.bare()));
        line(row("with an empty stock, copied from the template", figures.copied(), figures.bare()));
        line("| `POST /tenants` until its 202 | %.0f | %.0f | |"
                .formatted(figures.answer().median(), figures.answer().percentile(95)));
        line("| bare `CREATE DATABASE … TEMPLATE … STRATEGY wal_log` | %.0f | %.0f | |"
                .formatted(figures.bare().median(), figures.bare().percentile(95)));
        line("");
        int burst = figures.burst().count();
        line("| %d at once | all done after ms | tenants/s | median ms | p95 ms |".formatted(burst));
        line("|---|---:|---:|---:|---:|");
        line("| `POST /tenants` until `ACTIVE` | %.0f | %.1f | %.0f | %.0f |"
                .formatted(
                        figures.burstWall(),
                        burst * 1_000 / figures.burstWall(),
                        figures.burst().median(),
                        figures.burst().percentile(95)));
        line("| bare statements over 4 connections | %.0f | %.1f | | |"
                .formatted(figures.bareBurstWall(), burst * 1_000 / figures.bareBurstWall()));
        line("");
        line("Where the time goes, by the jobs' own records, median ms. With a full stock: " + steps(figures.steps())
                + ". With an empty one: " + steps(figures.copiedSteps()) + ".");
        line("");
        return this;
    }

    private static String row(String how, Samples active, Samples bare) {
        return "| `POST /tenants` until `ACTIVE`, %s | %.0f | %.0f | **%.2f** |"
                .formatted(how, active.median(), active.percentile(95), active.median() / bare.median());
    }

    private static String steps(Map<String, Samples> steps) {
        return String.join(
                ", ",
                steps.entrySet().stream()
                        .map(step -> "%s %.1f"
                                .formatted(step.getKey(), step.getValue().median()))
                        .toList());
    }

    /** What the figures were measured on. */
    public MarkdownReport setting(String words) {
        line(words);
        line("");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
