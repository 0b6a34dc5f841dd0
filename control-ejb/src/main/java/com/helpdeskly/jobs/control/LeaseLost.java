package com.helpdeskly.jobs.control;

import jakarta.ejb.ApplicationException;

/** Another worker has taken the job over, or it has ended: whoever gets this stops working on it at once. */
@ApplicationException(rollback = true)
public class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(ClaimedJob job) {
        super("the lease of job " + job.id() + " with fence " + job.fence() + " was lost");
    }
}
