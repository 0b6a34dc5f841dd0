package com.helpdeskly.launcher.boundary;

import com.helpdeskly.launcher.entity.Port;
import com.helpdeskly.launcher.entity.Ports;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A launcher in a JVM of its own, to be killed. Says "ready" and waits. */
final class OneMoreLauncher {
    private OneMoreLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var any = Ports.free();
        var ports = new Ports(
                any.app(),
                any.control(),
                Port.parse("PostgreSQL", "postgres", arguments[2]),
                Port.parse("Redis", "redis", arguments[3]));
        Stack.builder(Path.of(arguments[0]))
                .binaries(Path.of(arguments[1]))
                .ports(ports)
                .start();
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
