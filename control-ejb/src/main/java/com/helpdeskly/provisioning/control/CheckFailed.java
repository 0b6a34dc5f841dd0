package com.helpdeskly.provisioning.control;

/** A new database is not as it must be; the message says what is wrong, for operators. */
class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }
}
