package com.helpdeskly.fleet.entity;

import com.helpdeskly.problems.entity.ProblemException;

/** 409: what is wanted of a run over the fleet does not go with the state it is in; the detail says why. */
public class MigrationRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    public MigrationRefused(String detail) {
        super(409, "migration-state", detail);
    }
}
