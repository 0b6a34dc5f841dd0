package com.helpdeskly.tenancy.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.TenantEntry;
import java.time.Duration;

/** Why a request is not let in to a tenant. */
final class TenantRefused {
    private TenantRefused() {}

    static ProblemException slugInvalid(String why) {
        return new ProblemException(403, "tenant-slug-invalid", "The request names no valid tenant: " + why);
    }

    static ProblemException mismatch() {
        return new ProblemException(
                403, "tenant-mismatch", "Header, host name and access token name different tenants.");
    }

    static ProblemException unknown() {
        return new ProblemException(404, "tenant-not-found", "There is no such tenant.");
    }

    static ProblemException inactive(TenantEntry tenant) {
        return new ProblemException(403, "tenant-inactive", "The tenant " + tenant.slug() + " is not active.");
    }

    static ProblemException unavailable(TenantEntry tenant) {
        return ProblemException.retryLater(
                503,
                "tenant-unavailable",
                "The tenant " + tenant.slug() + " is not available at the moment.",
                Duration.ofSeconds(5),
                null);
    }
}
