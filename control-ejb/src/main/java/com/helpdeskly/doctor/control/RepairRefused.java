package com.helpdeskly.doctor.control;

import jakarta.ejb.ApplicationException;

/** A repair would not be safe; the message says why, for operators. */
@ApplicationException(rollback = true)
public class RepairRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RepairRefused(String message) {
        super(message);
    }
}
