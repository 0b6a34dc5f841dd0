package com.helpdeskly.tokens.entity;

/** Whose doors a token opens; a token of one plane is worthless on the other. */
public enum Plane {
    /** A tenant's agents and customers. */
    APP,
    /** Operators. */
    CONTROL
}
