package com.helpdeskly.links.entity;

/** What a one-time link is for. */
public enum Purpose {
    /** The first password of somebody who was taken in. */
    INVITATION,
    /** Another password of somebody who has lost theirs. */
    PASSWORD_RESET
}
