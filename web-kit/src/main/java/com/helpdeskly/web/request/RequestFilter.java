package com.helpdeskly.web.request;

import com.helpdeskly.logging.control.LogContext;
import com.helpdeskly.web.problem.Problem;
import com.helpdeskly.web.problem.ProblemAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The first filter of every request and of every further dispatch of it: names the request in the log and in the
 * answer, refuses what cannot be read, bounds its body and sets the headers that every answer has.
 */
public class RequestFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private transient HttpLimits limits;

    /** Takes its limits from the configuration. */
    public RequestFilter() {}

    RequestFilter(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        if (limits == null) {
            limits = HttpLimits.configured();
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestId.of(request);
        if (LogContext.requestId().filter(id::equals).isEmpty()) {
            LogContext.begin(id);
        }
        try {
            response.setHeader(RequestId.HEADER, id);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            if (RequestSyntax.mayEndElsewhere(request)) {
                response.setHeader("Connection", "close");
            }
            pass(request, response, chain);
        } finally {
            LogContext.end();
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else if (!RequestSyntax.isSound(request)) {
            refuse(400, request, response);
        } else if (request.getContentLengthLong() > limits.of(request)) {
            refuse(413, request, response);
            response.flushBuffer();
            if (request.getContentLengthLong() <= UnwantedBody.MOST_BYTES) {
                UnwantedBody.discard(request.getInputStream());
            }
        } else {
            chain.doFilter(new BoundedRequest(request, limits.of(request)), response);
        }
    }

    /** Not by {@code sendError}: on its way to the error page a container reads what was just found to be unreadable. */
    private static void refuse(int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemAnswer.to(request, Problem.of(status)).send(response);
    }
}
