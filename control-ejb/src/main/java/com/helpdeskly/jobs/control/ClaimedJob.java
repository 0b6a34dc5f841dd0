package com.helpdeskly.jobs.control;

import java.util.Set;
import java.util.UUID;

/**
 * A job in the hands of a worker.
 *
 * @param tenantId whom it is for, or {@code null} when that is the service as a whole
 * @param payload what the job was given, or {@code null}
 * @param fence the number of this claim; every write of the worker carries it
 * @param attempts the attempts so far, this one included
 * @param done the steps that earlier attempts recorded as succeeded
 */
public record ClaimedJob(
        UUID id, String kind, UUID tenantId, String payload, long fence, int attempts, Set<String> done) {}
