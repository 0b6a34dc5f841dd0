package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.FairnessFigures;
import com.helpdeskly.benchmarks.entity.FleetFigures;
import com.helpdeskly.benchmarks.entity.ListFigures;
import com.helpdeskly.benchmarks.entity.ProvisioningFigures;
import com.helpdeskly.benchmarks.entity.Round.CpuUse;
import com.helpdeskly.benchmarks.entity.Samples;
import com.helpdeskly.benchmarks.entity.Series;
import com.helpdeskly.benchmarks.entity.Side;
import com.helpdeskly.benchmarks.entity.TenantsFigures;
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
        table(all);
        return this;
    }

    private void table(List<Series> all) {
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

    /** The tables of opening tickets. */
    public MarkdownReport writes(List<Series> all) {
        line("**Opening a ticket**, with its number and the row of its history, on disk before the answer");
        line("");
        table(all);
        return this;
    }

    /** The table of a quiet tenant beside a loud one. */
    public MarkdownReport fairness(FairnessFigures figures) {
        line("**A quiet tenant beside a loud one**: 2 connections beside 64, half of those read pages of 100");
        line("");
        line("| the quiet tenant's page | p50 ms | p99 ms |");
        line("|---|---:|---:|");
        line("| alone | %.1f | %.1f |"
                .formatted(figures.quietMedian().median(), figures.quietP99().median()));
        line("| beside the loud one | %.1f | %.1f |"
                .formatted(
                        figures.disturbedMedian().median(),
                        figures.disturbedP99().median()));
        line("");
        line(
                "Its p99 is **%.1f** times as high (%.1f to %.1f). The loud tenant got %.0f answers a second and %d errors, the quiet one %d errors."
                        .formatted(
                                figures.ratios().median(),
                                figures.ratios().least(),
                                figures.ratios().most(),
                                figures.loud(),
                                figures.loudErrors(),
                                figures.quietErrors()));
        line("");
        return this;
    }

    /** The table of many tenants in turn. */
    public MarkdownReport tenants(TenantsFigures figures) {
        line("**%,d tenants in turn** on one node with 100 connections, 16 callers".formatted(figures.tenants()));
        line("");
        line("| round | requests/s | of one tenant's | errors | heap MiB | threads | files | connections |");
        line("|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int round = 0; round < figures.rounds().size(); round++) {
            TenantsFigures.Turn turn = figures.rounds().get(round);
            TenantsFigures.ServerState state = turn.state();
            line("| %d | %.0f | %.2f | %d | %.1f | %d | %d | %d |"
                    .formatted(
                            round + 1,
                            turn.throughput(),
                            turn.throughput() / figures.alone(),
                            turn.errors(),
                            state.heapMib(),
                            state.threads(),
                            state.files(),
                            state.connections()));
        }
        line("");
        line(
                "One tenant alone gets %.0f answers a second. A tenant's first request after a start takes %.0f ms (median), **%.0f ms** (p95); a hot tenant takes **%.2f MiB** of heap."
                        .formatted(
                                figures.alone(),
                                figures.cold().median(),
                                figures.cold().percentile(95),
                                figures.heapPerTenant() / 1048576));
        line("");
        return this;
    }

    /** The table of the list of tenants. */
    public MarkdownReport list(ListFigures figures) {
        line("**The list of tenants**, %,d registered".formatted(figures.tenants()));
        line("");
        line("| | p50 ms | p99 ms |");
        line("|---|---:|---:|");
        figures.millis()
                .forEach((kind, millis) ->
                        line("| %s | %.2f | %.2f |".formatted(kind, millis.median(), millis.percentile(99))));
        line("");
        double first = figures.millis().get(figures.firstPage()).median();
        line(
                "Page 500 takes **%.2f** times as long as page 1. A tenant that was asked for once and is idle takes **%.0f bytes**"
                                .formatted(
                                        figures.millis().get(figures.farPage()).median() / first,
                                        figures.bytesPerTenant())
                        + " of the server's heap, one that was not asked for none.");
        line("");
        return this;
    }

    /** The table of the runs over the fleet. */
    public MarkdownReport fleet(FleetFigures figures) {
        FleetFigures.Pair noop = figures.noop();
        line("**A run over the fleet**, %,d tenants with a database each, %d at once"
                .formatted(figures.tenants(), figures.parallelism()));
        line("");
        line("| | ms per tenant | plain JDBC, ms per database | of plain JDBC's time |");
        line("|---|---:|---:|---:|");
        Samples product = Samples.of(figures.real(), pair -> pair.millisPerTenant(pair.product()));
        Samples plain = Samples.of(figures.real(), pair -> pair.millisPerTenant(pair.plain()));
        Samples ratio = Samples.of(figures.real(), FleetFigures.Pair::ratio);
        line("| one version further, median of %d runs | %.1f | %.1f | **%.2f** (%.2f to %.2f) |"
                .formatted(
                        figures.real().size(),
                        product.median(),
                        plain.median(),
                        ratio.median(),
                        ratio.least(),
                        ratio.most()));
        line("| nothing to do | **%.1f** | %.1f | %.2f |"
                .formatted(noop.millisPerTenant(noop.product()), noop.millisPerTenant(noop.plain()), noop.ratio()));
        line("");
        line(
                ("The run with nothing to do took %.1f s for all. The server's heap after garbage collection: %.1f MiB before it,"
                                + " %.1f MiB after it. Connections to tenants' databases: at most %d during it, %d after it."
                                + " `GET /doctor` took %.1f s (%d findings). The stock was filled at %.0f ms for each copy, a bare"
                                + " `CREATE DATABASE … TEMPLATE` took %.0f ms.")
                        .formatted(
                                noop.product(),
                                figures.heapBefore() / 1048576.0,
                                figures.heapAfter() / 1048576.0,
                                figures.mostConnections(),
                                figures.connectionsLeft(),
                                figures.doctorSeconds(),
                                figures.findings(),
                                figures.refillMillis(),
                                figures.bareMillis()));
        line("");
        return this;
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
