package com.helpdeskly.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The container's error page: answers what no JAX-RS resource was asked for, without a word of the container. An
 * exception tells more than its status only where the container knows no better status than 500: Open Liberty has one
 * for a file that is not found, too. Asked for directly, there is nothing here.
 */
public class ProblemServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request).send(response);
    }

    private static ProblemAnswer answer(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return status == 500 && failure instanceof Throwable unforeseen
                ? ProblemAnswer.to(request, unforeseen)
                : ProblemAnswer.to(request, StatusProblem.of(status));
    }
}
