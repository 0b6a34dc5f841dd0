package com.helpdeskly.benchmarks.entity;

import java.util.Map;

/**
 * How long making tenants took, all in milliseconds.
 *
 * @param answer from sending {@code POST /tenants} until its 202
 * @param active from sending {@code POST /tenants} until {@code GET /tenants/{id}} said {@code ACTIVE}, with a full stock
 * @param copied the same with an empty stock
 * @param bare a bare {@code CREATE DATABASE … TEMPLATE} over an open connection, taking turns with the above
 * @param steps what the job says of itself: from its creation to its claim, each step, and the whole job
 * @param copiedSteps the same with an empty stock
 * @param burst of tenants that were asked for at once: each from sending to {@code ACTIVE}
 * @param burstWall from the first of them sent to the last of them active
 * @param bareBurstWall as many bare statements, over as many connections as the product uses for them
 */
public record ProvisioningFigures(
        Samples answer,
        Samples active,
        Samples copied,
        Samples bare,
        Map<String, Samples> steps,
        Map<String, Samples> copiedSteps,
        Samples burst,
        double burstWall,
        double bareBurstWall) {}
