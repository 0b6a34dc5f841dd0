package com.helpdeskly.fairness.boundary;

import com.helpdeskly.fairness.control.RequestShares;
import com.helpdeskly.fairness.control.RequestShares.Turn;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenancy.control.ResolvedTenant;
import com.helpdeskly.web.problem.ProblemAnswer;
import com.helpdeskly.web.request.RequestAttribute;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets a tenant's requests have no more than their share of the threads. One that has to wait is put aside, which gives its
 * thread back, and dispatched again when its turn has come. A stream of events gives its share back with its thread.
 */
public class RequestShareFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final RequestAttribute<Turn> TURN = new RequestAttribute<>(Turn.class);

    @Inject
    private transient RequestShares shares;

    @Inject
    private transient Resumption resumption;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<ResolvedTenant> tenant = ResolvedTenant.OF_REQUEST.find(request);
        if (tenant.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Turn turn;
        try {
            turn = TURN.find(request)
                    .orElseGet(() -> shares.enter(tenant.get().entry().slug().value()));
        } catch (ProblemException refusal) {
            ProblemAnswer.to(request, refusal).send(response);
            return;
        }
        if (turn.isInProgress()) {
            try {
                chain.doFilter(request, response);
            } finally {
                turn.end();
            }
        } else {
            TURN.keep(request, turn);
            putAside(request, response, turn);
        }
    }

    private void putAside(HttpServletRequest request, HttpServletResponse response, Turn turn) {
        AsyncContext aside = request.startAsync(request, response);
        aside.setTimeout(shares.patience().toMillis());
        aside.addListener(new PutAside(turn));
        turn.whenItBegins(() -> resumption.soon(() -> resume(aside, turn)));
    }

    private static void resume(AsyncContext aside, Turn turn) {
        try {
            aside.dispatch();
        } catch (RuntimeException isOverOrCannotBeDispatched) {
            // Nobody will work on it, so nobody else would end its turn.
            turn.end();
        }
    }

    /** What becomes of a request that waits in vain. */
    private record PutAside(Turn turn) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (turn.giveUp()) {
                HttpServletRequest request = (HttpServletRequest) event.getSuppliedRequest();
                ProblemAnswer.to(request, RequestShares.refusal())
                        .send((HttpServletResponse) event.getSuppliedResponse());
                event.getAsyncContext().complete();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            turn.giveUp();
            turn.end();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            turn.giveUp();
            turn.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The resource goes on without a thread; its turn ends with the dispatch.
        }
    }
}
