package com.helpdeskly.rotation.control;

/** A secret could not be rotated; the message says why, for operators. */
class RotationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RotationFailed(String message) {
        super(message);
    }

    /** Why a step failed, in words for operators. */
    static String explain(Exception failure, String otherwise) {
        return failure instanceof RotationFailed known ? known.getMessage() : otherwise;
    }
}
