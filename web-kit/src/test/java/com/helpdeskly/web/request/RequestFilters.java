package com.helpdeskly.web.request;

/** Lets tests of other packages choose the limits. */
public final class RequestFilters {
    private RequestFilters() {}

    public static RequestFilter bounded(long maxBodyBytes) {
        return new RequestFilter(new HttpLimits(maxBodyBytes, maxBodyBytes));
    }
}
