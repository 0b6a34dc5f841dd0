package com.helpdeskly.tenants.boundary;

import com.helpdeskly.problems.entity.ProblemException;

/** 404: no tenant has this id or slug. */
public class TenantNotFound extends ProblemException {
    private static final long serialVersionUID = 1L;

    public TenantNotFound() {
        super(404, "tenant-not-found", "There is no such tenant.");
    }
}
