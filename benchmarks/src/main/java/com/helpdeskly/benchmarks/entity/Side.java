package com.helpdeskly.benchmarks.entity;

/** What is measured, and what it is compared with. */
public enum Side {
    PRODUCT("Helpdeskly"),
    BASELINE("plain JDBC");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** What it is called in the report. */
    public String label() {
        return label;
    }
}
