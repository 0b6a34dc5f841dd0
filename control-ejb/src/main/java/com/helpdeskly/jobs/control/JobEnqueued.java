package com.helpdeskly.jobs.control;

import java.util.UUID;

/**
 * A job was written and waits; observed once its transaction has committed.
 *
 * @param job the job's id
 */
public record JobEnqueued(UUID job) {}
