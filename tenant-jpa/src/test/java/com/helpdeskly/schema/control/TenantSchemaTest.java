package com.helpdeskly.schema.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TenantSchemaTest {
    @Test
    void everyMigrationInTheFolderIsListedInItsOrder() throws Exception {
        Path folder = Path.of(TenantSchema.class.getResource("/db/tenant").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .toList();
            assertThat(TenantSchema.MIGRATIONS).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(TenantSchema.MIGRATIONS).isSorted();
    }

    @Test
    void fingerprintIsStableAndVersionIsTheLastMigration() {
        assertThat(new TenantSchema().fingerprint())
                .matches("[0-9a-f]{12}")
                .isEqualTo(new TenantSchema().fingerprint());
        assertThat(new TenantSchema().version()).isEqualTo(String.valueOf(TenantSchema.MIGRATIONS.size()));
    }
}
