package com.helpdeskly.tenants.entity;

import com.helpdeskly.problems.entity.ProblemException;

/** 409: the tenant's state does not allow the transition; the detail names the states that it does allow. */
public class TransitionRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    TransitionRefused(TenantStatus from, TenantStatus to) {
        super(
                409,
                "tenant-state",
                "A tenant that is %s cannot become %s; it can become %s."
                        .formatted(from, to, from.next().isEmpty() ? "nothing else" : from.next()));
    }
}
