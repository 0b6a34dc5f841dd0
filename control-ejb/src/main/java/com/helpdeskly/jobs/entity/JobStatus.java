package com.helpdeskly.jobs.entity;

/** Where a job or one of its steps stands. */
public enum JobStatus {
    /** Waits for a worker, for the first time or for its next attempt. */
    QUEUED,
    /** A worker holds its lease. */
    RUNNING,
    /** Done. */
    SUCCEEDED,
    /** Given up; what it made was undone. */
    FAILED
}
