package com.helpdeskly.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Stops processes where they are, and lets them go on. */
public final class Signals {
    private Signals() {}

    /** Sends a process a signal, for example {@code STOP} or {@code CONT}. */
    public static void send(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
