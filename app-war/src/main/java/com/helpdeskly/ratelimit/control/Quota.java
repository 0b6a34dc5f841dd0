package com.helpdeskly.ratelimit.control;

import com.helpdeskly.web.request.RequestAttribute;

/**
 * What is left to a caller.
 *
 * @param limit requests at once after a rest
 * @param remaining requests at once from now
 * @param resetSeconds until all of the limit is there again, rounded up
 */
public record Quota(long limit, long remaining, long resetSeconds) {
    /** Where it is kept. */
    public static final RequestAttribute<Quota> OF_REQUEST = new RequestAttribute<>(Quota.class);

    /** The one that ends first. */
    Quota orTighter(Quota other) {
        return other.remaining < remaining ? other : this;
    }
}
