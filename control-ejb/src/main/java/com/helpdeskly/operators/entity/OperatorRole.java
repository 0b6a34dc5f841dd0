package com.helpdeskly.operators.entity;

/** What an operator may do. */
public enum OperatorRole {
    /** Everything. */
    OWNER,
    /** Everything but manage operators. */
    OPERATOR,
    /** Read. */
    VIEWER
}
