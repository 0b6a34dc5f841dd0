package com.helpdeskly.signin.control;

import com.helpdeskly.signin.entity.AccessEntry;

/**
 * Something about an operator or a machine token that nodes keep in memory has changed; observed once the transaction has
 * committed.
 *
 * @param entry what it has become
 */
public record AccessChanged(AccessEntry entry) {}
