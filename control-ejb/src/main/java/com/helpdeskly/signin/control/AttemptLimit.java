package com.helpdeskly.signin.control;

/**
 * A count of failed attempts and what it may come to.
 *
 * @param key what is counted, the same on all nodes
 * @param most that may fail, or be under way as if they would fail
 */
record AttemptLimit(String key, int most) {}
