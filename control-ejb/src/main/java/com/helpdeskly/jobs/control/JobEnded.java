package com.helpdeskly.jobs.control;

import java.util.UUID;

/**
 * A job of this node ended well or was given up; observed once its transaction has committed.
 *
 * @param job the job's id
 */
public record JobEnded(UUID job) {}
