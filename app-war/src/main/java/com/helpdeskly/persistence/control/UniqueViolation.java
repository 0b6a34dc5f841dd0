package com.helpdeskly.persistence.control;

import com.helpdeskly.problems.entity.ProblemException;

/** 409: a row with such a value exists already. Who knows the constraint may say it better. */
public class UniqueViolation extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    UniqueViolation(String constraint, Throwable cause) {
        super(409, "already-exists", "Such an entry exists already.", cause);
        this.constraint = constraint;
    }

    /** Whether it was this constraint of the schema. */
    public boolean isOf(String name) {
        return constraint.equals(name);
    }
}
