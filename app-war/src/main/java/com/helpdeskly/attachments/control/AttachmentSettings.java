package com.helpdeskly.attachments.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What attachments may cost.
 *
 * <ul>
 *   <li>{@code helpdeskly.attachments.max-file-bytes} (20971520, 1024..1073741824): the largest file in bytes; a larger one
 *       is answered with 413.
 *   <li>{@code helpdeskly.attachments.per-ticket} (100, 1..10000): attachments of a ticket; a further one is answered with
 *       409.
 *   <li>{@code helpdeskly.attachments.per-tenant-mib} (1024, 1..10485760): MiB of all attachments of a tenant, those of
 *       deleted tickets included; what would pass it is answered with 409.
 *   <li>{@code helpdeskly.attachments.max-parts} (8, 2..100): parts of a form; one with more is answered with 413.
 *   <li>{@code helpdeskly.attachments.max-part-header-bytes} (4096, 256..65536): the headers of a part; larger ones are
 *       answered with 413.
 *   <li>{@code helpdeskly.attachments.transfers} (80, 1..10000): uploads and downloads of the node at once. A further one
 *       waits, and then gets 503.
 *   <li>{@code helpdeskly.attachments.transfers-per-tenant} (50, 1..10000): of these for one tenant. A further one waits,
 *       and then gets 429.
 *   <li>{@code helpdeskly.attachments.connections} (16, 1..10000): connections of the node that read or write attachments
 *       at once, all others wait for their turn.
 *   <li>{@code helpdeskly.attachments.connections-per-tenant} (2, 1..10000): of these for one tenant.
 *   <li>{@code helpdeskly.attachments.wait-ms} (20000, 1..60000): how long a transfer waits for its turn.
 *   <li>{@code helpdeskly.attachments.upload-s} (300, 1..3600): how long an upload may take to arrive; then it gets 408.
 *   <li>{@code helpdeskly.attachments.directory} (none): where uploads are kept while they arrive, without a name and for
 *       as long as the node lives at most; without it, where the JVM has its temporary files.
 * </ul>
 *
 * @param maxFileBytes the largest file
 * @param perTicket most attachments of a ticket
 * @param perTenantBytes most bytes of a tenant
 * @param form what a form may be made of
 * @param transfers uploads and downloads at once
 * @param connections connections at work for attachments at once
 * @param upload how long an upload may take to arrive
 * @param directory where uploads are kept while they arrive
 */
public record AttachmentSettings(
        int maxFileBytes,
        int perTicket,
        long perTenantBytes,
        Form form,
        Turns transfers,
        Turns connections,
        Duration upload,
        Path directory) {
    private static final long MIB = 1024 * 1024;

    /** What a form may be made of. */
    public record Form(int maxParts, int maxHeaderBytes) {}

    /** How many may do something at once, on a node and in a tenant, and how long others wait. */
    public record Turns(int node, int tenant, Duration patience) {}

    /** Reads the keys. */
    @ApplicationScoped
    public static class Source {
        private AttachmentSettings settings;

        protected Source() {}

        /** @throws IllegalStateException naming the key that cannot work */
        @Inject
        public Source(
                @ConfigProperty(name = "helpdeskly.attachments.max-file-bytes", defaultValue = "20971520")
                        int maxFileBytes,
                @ConfigProperty(name = "helpdeskly.attachments.per-ticket", defaultValue = "100") int perTicket,
                @ConfigProperty(name = "helpdeskly.attachments.per-tenant-mib", defaultValue = "1024") int perTenantMib,
                @ConfigProperty(name = "helpdeskly.attachments.max-parts", defaultValue = "8") int maxParts,
                @ConfigProperty(name = "helpdeskly.attachments.max-part-header-bytes", defaultValue = "4096")
                        int maxHeader,
                @ConfigProperty(name = "helpdeskly.attachments.transfers", defaultValue = "80") int transfers,
                @ConfigProperty(name = "helpdeskly.attachments.transfers-per-tenant", defaultValue = "50")
                        int transfersPerTenant,
                @ConfigProperty(name = "helpdeskly.attachments.connections", defaultValue = "16") int connections,
                @ConfigProperty(name = "helpdeskly.attachments.connections-per-tenant", defaultValue = "2")
                        int connectionsPerTenant,
                @ConfigProperty(name = "helpdeskly.attachments.wait-ms", defaultValue = "20000") int waitMillis,
                @ConfigProperty(name = "helpdeskly.attachments.upload-s", defaultValue = "300") int uploadSeconds,
                @ConfigProperty(name = "helpdeskly.attachments.directory") Optional<String> directory) {
            Settings.within("helpdeskly.attachments.max-file-bytes", maxFileBytes, 1024, 1_073_741_824);
            Settings.within("helpdeskly.attachments.per-ticket", perTicket, 1, 10_000);
            Settings.within("helpdeskly.attachments.per-tenant-mib", perTenantMib, 1, 10_485_760);
            Settings.within("helpdeskly.attachments.max-parts", maxParts, 2, 100);
            Settings.within("helpdeskly.attachments.max-part-header-bytes", maxHeader, 256, 65_536);
            Settings.within("helpdeskly.attachments.transfers", transfers, 1, 10_000);
            Settings.within("helpdeskly.attachments.transfers-per-tenant", transfersPerTenant, 1, 10_000);
            Settings.within("helpdeskly.attachments.connections", connections, 1, 10_000);
            Settings.within("helpdeskly.attachments.connections-per-tenant", connectionsPerTenant, 1, 10_000);
            Settings.within("helpdeskly.attachments.wait-ms", waitMillis, 1, 60_000);
            Settings.within("helpdeskly.attachments.upload-s", uploadSeconds, 1, 3_600);
            Duration wait = Duration.ofMillis(waitMillis);
            this.settings = new AttachmentSettings(
                    maxFileBytes,
                    perTicket,
                    perTenantMib * MIB,
                    new Form(maxParts, maxHeader),
                    new Turns(transfers, transfersPerTenant, wait),
                    new Turns(connections, connectionsPerTenant, wait),
                    Duration.ofSeconds(uploadSeconds),
                    Path.of(directory.orElse(System.getProperty("java.io.tmpdir"))));
        }

        /** What is set. */
        public AttachmentSettings get() {
            return settings;
        }
    }
}
