package com.helpdeskly.doctor.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the databases are examined.
 *
 * <ul>
 *   <li>{@code helpdeskly.doctor.parallelism} (4, 1..64): databases that are looked into at once, each by one connection
 *       of the provisioner.
 *   <li>{@code helpdeskly.doctor.timeout-ms} (5000, 1000..60000): how long a server or a database may be silent; then it
 *       is a finding itself.
 * </ul>
 */
@ApplicationScoped
public class DoctorSettings {
    private int parallelism;
    private Duration timeout;

    protected DoctorSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public DoctorSettings(
            @ConfigProperty(name = "helpdeskly.doctor.parallelism", defaultValue = "4") int parallelism,
            @ConfigProperty(name = "helpdeskly.doctor.timeout-ms", defaultValue = "5000") int timeoutMillis) {
        this.parallelism = Settings.within("helpdeskly.doctor.parallelism", parallelism, 1, 64);
        this.timeout = Duration.ofMillis(Settings.within("helpdeskly.doctor.timeout-ms", timeoutMillis, 1_000, 60_000));
    }

    public int parallelism() {
        return parallelism;
    }

    public Duration timeout() {
        return timeout;
    }
}
