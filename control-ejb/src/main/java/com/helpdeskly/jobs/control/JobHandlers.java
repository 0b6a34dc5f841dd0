package com.helpdeskly.jobs.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** The handlers of all kinds of jobs. */
@ApplicationScoped
public class JobHandlers {
    @Inject
    @Any
    private Instance<JobHandler> handlers;

    /** @throws IllegalArgumentException when there is no such kind */
    public JobHandler of(String kind) {
        return handlers.stream()
                .filter(handler -> handler.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no handler for jobs of kind " + kind));
    }
}
