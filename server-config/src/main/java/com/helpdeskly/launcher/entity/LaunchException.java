package com.helpdeskly.launcher.entity;

/** Something kept the stack from starting or stopping; the message is one line for the person at the terminal. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what happened and what to do about it */
    public LaunchException(String message) {
        super(message);
    }

    /**
     * @param message what happened and what to do about it
     * @param cause why
     */
    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
