package com.helpdeskly.console.boundary;

/** What passwords of operators must keep to. */
final class PasswordRules {
    /** Fewest characters of a new one. */
    static final int LEAST = 12;

    /** Most characters. */
    static final int MOST = 200;

    private PasswordRules() {}
}
