package com.helpdeskly.benchmarks.control;

import com.helpdeskly.benchmarks.entity.Round.CpuUse;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Reads the processor time of the processes that take part. That of a process that has ended is gone with it, so that the
 * figures are only good while connections stay open.
 *
 * @param serverPid the root of Open Liberty's processes
 * @param databasePid PostgreSQL's postmaster
 */
record ProcessTimes(long serverPid, long databasePid) {
    CpuUse read() {
        return new CpuUse(
                ofTree(serverPid),
                ofTree(databasePid),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    private static Duration ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
