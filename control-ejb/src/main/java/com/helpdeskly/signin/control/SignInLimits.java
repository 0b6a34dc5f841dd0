package com.helpdeskly.signin.control;

import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.problems.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a sign-in may fail.
 *
 * <p>Key {@code helpdeskly.sign-in.max-failures} (10, 1..1000): failed sign-ins of an account from one address within a
 * quarter of an hour from the first one, ten times as many from all addresses together, and from an address with all
 * accounts of a tenant; then 429. They are counted for all nodes together; those of tenants' people by each node for itself
 * while Redis is away.
 */
@ApplicationScoped
public class SignInLimits {
    /** How long failures count. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /** How long an attempt waits for others of the same account that are under way. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int EVERYWHERE = 10;

    private int maxFailures;

    protected SignInLimits() {}

    @Inject
    public SignInLimits(
            @ConfigProperty(name = "helpdeskly.sign-in.max-failures", defaultValue = "10") int maxFailures) {
        this.maxFailures = Settings.within("helpdeskly.sign-in.max-failures", maxFailures, 1, 1000);
    }

    int fromOneAddress() {
        return maxFailures;
    }

    int fromEverywhere() {
        return maxFailures * EVERYWHERE;
    }

    static ProblemException tooMany(Duration retryAfter) {
        return ProblemException.retryLater(
                429, "too-many-sign-ins", "Too many failed sign-ins; try again later.", retryAfter, null);
    }

    static ProblemException tooManyAtOnce() {
        return ProblemException.retryLater(
                429, "too-many-sign-ins", "Too many sign-ins at once.", Duration.ofSeconds(2), null);
    }
}
