package com.helpdeskly.fleet.control;

import com.helpdeskly.jobs.control.ClaimedJob;
import com.helpdeskly.jobs.control.JobHandler;
import com.helpdeskly.jobs.entity.JobRefused;
import com.helpdeskly.provisioning.control.FailureReasons;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Carries a run over the fleet out, from where it stands until it is over or somebody stops it. Whatever ends the job,
 * the run's own rows say what is left to do.
 */
@ApplicationScoped
public class MigrateFleet implements JobHandler {
    /** The kind of the job; its payload is the run's id. */
    public static final String KIND = "MIGRATE";

    private static final String TENANTS = "tenants";

    @Inject
    private Fleet fleet;

    @Inject
    private TenantMigrator migrator;

    @Resource
    private ManagedThreadFactory threads;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> steps() {
        return List.of(TENANTS);
    }

    @Override
    public int priority() {
        return 150;
    }

    @Override
    public boolean isCancellable() {
        return false;
    }

    @Override
    public void retried(UUID tenant, String actor) {
        throw new JobRefused("A run over the fleet is resumed, and not its job.");
    }

    @Override
    public Run begin(ClaimedJob job) {
        return new FleetRun(job, fleet, migrator, threads);
    }

    @Override
    public void succeeded(ClaimedJob job) {}

    @Override
    public void failed(ClaimedJob job, String reason) {
        fleet.givenUp(UUID.fromString(job.payload()), reason);
    }

    static String explain(Exception failure) {
        return FailureReasons.of(failure);
    }
}
