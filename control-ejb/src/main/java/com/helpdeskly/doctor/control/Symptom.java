package com.helpdeskly.doctor.control;

import java.util.UUID;

/**
 * Something that does not fit, and how it is mended.
 *
 * @param tenant whose jobs may be just changing it, or {@code null}
 * @param repair {@code null} where only people can tell what to do
 */
public record Symptom(SymptomKind kind, String subject, UUID tenant, String detail, Repair repair) {
    private static final int MOST = 500;

    /** Long details are cut. */
    public Symptom {
        detail = detail.length() > MOST ? detail.substring(0, MOST - 1) + "…" : detail;
    }

    /** Mends it; finds it mended already without harm. */
    @FunctionalInterface
    public interface Repair {
        void run(String actor) throws Exception;
    }

    static Symptom of(SymptomKind kind, String subject, UUID tenant, String detail) {
        return new Symptom(kind, subject, tenant, detail, null);
    }

    public boolean isRepairable() {
        return repair != null;
    }
}
