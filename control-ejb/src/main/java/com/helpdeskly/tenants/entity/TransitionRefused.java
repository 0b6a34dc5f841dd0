package com.helpdeskly.tenants.entity;

import com.helpdeskly.problems.entity.ProblemException;
import java.util.EnumSet;

/** 409: the tenant's state does not allow the transition; the detail names the states that it does allow. */
public class TransitionRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    TransitionRefused(TenantStatus from, TenantStatus to) {
        this("A tenant that is %s cannot become %s; it can %s."
                .formatted(from, to, from == TenantStatus.DELETING ? "be restored" : "become " + from.next()));
    }

    private TransitionRefused(String detail) {
        super(409, "tenant-state", detail);
    }

    static TransitionRefused notDeleting(TenantStatus from) {
        return new TransitionRefused(
                "A tenant that is %s cannot be restored; only one that is DELETING can.".formatted(from));
    }

    static TransitionRefused noRole(TenantStatus from) {
        return new TransitionRefused("The secret of a tenant that is %s cannot be rotated; that of one that is %s can."
                .formatted(from, EnumSet.of(TenantStatus.ACTIVE, TenantStatus.INACTIVE, TenantStatus.SUSPENDED)));
    }

    static TransitionRefused noMaintenance(TenantStatus from) {
        return new TransitionRefused("A tenant that is %s cannot be put into maintenance; one that is %s can."
                .formatted(from, EnumSet.complementOf(EnumSet.of(TenantStatus.PROVISIONING, TenantStatus.DELETING))));
    }
}
