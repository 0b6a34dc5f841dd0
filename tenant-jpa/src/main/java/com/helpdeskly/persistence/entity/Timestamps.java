package com.helpdeskly.persistence.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as the databases can keep it. */
public final class Timestamps {
    private Timestamps() {}

    /** Now, in the resolution of PostgreSQL (1 µs), so that what is written reads back equal. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
