package com.helpdeskly.tenants.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TenantCountsTest {
    private static final UUID SERVER = new UUID(0, 1);

    private final TenantCounts counts = new TenantCounts();

    @Test
    void tenantsPlacedSinceTheCountAreInIt() {
        counts.get(() -> Map.of(SERVER, 7L));
        counts.placed(SERVER);

        assertThat(counts.get(() -> Map.of())).containsExactly(Map.entry(SERVER, 8L));
    }

    @Test
    void newCountTakesThePlaceOfWhatWasPlacedBeforeIt() {
        counts.get(() -> Map.of(SERVER, 7L));
        counts.placed(SERVER);
        counts.forget();

        assertThat(counts.get(() -> Map.of(SERVER, 8L))).containsExactly(Map.entry(SERVER, 8L));
    }

    @Test
    void slowCountKeepsNobodyElseWaitingAndLosesNoTenantPlacedMeanwhile() throws Exception {
        Map<UUID, Long> counted = counts.get(() -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                assertThat(counts.get(() -> Map.of(SERVER, 7L))).containsEntry(SERVER, 7L);
                counts.placed(SERVER);
            });
            assertThat(other).succeedsWithin(10, TimeUnit.SECONDS);
            return Map.of(SERVER, 7L);
        });

        assertThat(counted).containsExactly(Map.entry(SERVER, 8L));
    }
}
