package com.helpdeskly.fairness.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Dispatches requests that were put aside. Open Liberty gives a dispatched request the query of the last request that was
 * looked at on the thread that dispatches it; so each gets a thread that has never seen another one.
 */
@ApplicationScoped
public class Resumption {
    @Resource
    private ManagedThreadFactory threads;

    /** Has a request dispatched, by a thread of its own. */
    public void soon(Runnable dispatch) {
        Thread thread = threads.newThread(dispatch);
        thread.setName("helpdeskly-resumption");
        thread.setDaemon(true);
        thread.start();
    }
}
