package com.helpdeskly.doctor.boundary;

import com.helpdeskly.doctor.control.Symptom;

/**
 * Something that does not fit.
 *
 * @param kind what sort of trouble, for example {@code ORPHAN_DATABASE}; stable
 * @param subject what has it: a database, a role, a tenant's slug, a job or a server
 * @param detail what is wrong, and what to do where {@code repairable} is not given
 * @param repairable whether {@code POST /doctor/repair} mends it
 */
public record Finding(String kind, String subject, String detail, boolean repairable) {
    static Finding of(Symptom symptom) {
        return new Finding(symptom.kind().name(), symptom.subject(), symptom.detail(), symptom.isRepairable());
    }

    /** The same when its repair has failed. */
    Finding stillThere(String reason) {
        return new Finding(kind, subject, detail + " It was not repaired: " + reason, repairable);
    }
}
