package com.helpdeskly.web.security;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The caller of the current request. */
@RequestScoped
public class CurrentCaller {
    @Inject
    HttpServletRequest request;

    /**
     * The caller.
     *
     * @throws ProblemException 401 where the request is anonymous
     */
    public Caller get() {
        return find().orElseThrow(Refusals::unauthenticated);
    }

    /** The caller, or nothing where the request is anonymous. */
    public Optional<Caller> find() {
        return Outcome.callerOf(request);
    }
}
