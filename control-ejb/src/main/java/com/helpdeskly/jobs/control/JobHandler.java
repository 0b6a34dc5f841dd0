package com.helpdeskly.jobs.control;

import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;

/** What a kind of job does. The engine brings leases, retries and records; a handler brings idempotent steps. */
public interface JobHandler {
    /** The kind, as it stands in the jobs table and in answers. */
    String kind();

    /** The names of the steps, in order. */
    List<String> steps();

    /** Those with a lower number go first: a customer who waits before what can wait. */
    default int priority() {
        return 100;
    }

    /** Whether it may be given up while it runs, or between its attempts. */
    default boolean isCancellable() {
        return true;
    }

    /** A job that was given up is to run again; called within the transaction that puts it into the queue. */
    default void retried(UUID tenant, String actor) {}

    /**
     * The payload of a job of this kind with all secrets in it sealed anew.
     *
     * @param sealing is given a sealed secret and its owner, and seals it under the master key of today
     */
    default String resealed(UUID tenant, String payload, BinaryOperator<String> sealing) {
        return payload;
    }

    /** Prepares one attempt. */
    Run begin(ClaimedJob job);

    /** All steps are done; called within the transaction that ends the job. */
    void succeeded(ClaimedJob job);

    /** The job is given up and was undone; called within the transaction that ends the job. */
    void failed(ClaimedJob job, String reason);

    /** One attempt at a job. */
    interface Run extends AutoCloseable {
        /** Does a step. It may have run before, wholly or in part. */
        void step(String name) throws Exception;

        /** Takes back whatever the steps made, as far as it is there. */
        void undo() throws Exception;

        /** Why an attempt failed, in words for operators, without internals. */
        String explain(Exception failure);

        @Override
        void close();
    }
}
