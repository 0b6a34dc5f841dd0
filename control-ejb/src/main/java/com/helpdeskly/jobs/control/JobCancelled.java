package com.helpdeskly.jobs.control;

import jakarta.ejb.ApplicationException;

/** Somebody wants the job given up; the worker undoes what it made. */
@ApplicationException(rollback = true)
public class JobCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobCancelled(String actor) {
        super("Cancelled by " + actor + ".");
    }
}
