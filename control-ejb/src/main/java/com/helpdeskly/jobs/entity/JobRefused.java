package com.helpdeskly.jobs.entity;

import com.helpdeskly.problems.entity.ProblemException;

/** 409: what is wanted of a job does not go with the state it is in; the detail says why. */
public class JobRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    public JobRefused(String detail) {
        super(409, "job-state", detail);
    }
}
