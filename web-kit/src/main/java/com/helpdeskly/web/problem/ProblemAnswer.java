package com.helpdeskly.web.problem;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.web.request.RequestId;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The answer to one request that failed: the one place where a problem becomes bytes and headers, whether JAX-RS, a
 * filter or the container sends it.
 */
public final class ProblemAnswer {
    private static final System.Logger LOG = System.getLogger(ProblemAnswer.class.getName());

    private final Problem problem;
    private final HttpServletRequest request;

    private ProblemAnswer(Problem problem, HttpServletRequest request) {
        this.problem = problem;
        this.request = request;
    }

    /** The answer that tells about a problem. */
    public static ProblemAnswer to(HttpServletRequest request, Problem problem) {
        return new ProblemAnswer(problem, request);
    }

    /** The answer that tells about a failure; one of our own making is logged with its stack trace. */
    public static ProblemAnswer to(HttpServletRequest request, Throwable failure) {
        ProblemAnswer answer = new ProblemAnswer(Problem.of(failure), request);
        answer.log(failure);
        return answer;
    }

    /** For JAX-RS. */
    public Response response() {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(bytes());
        headers().forEach(response::header);
        return response.build();
    }

    /** For servlets and filters: sends the answer, where nothing was sent yet. */
    public void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = bytes();
        response.resetBuffer();
        response.setStatus(problem.status());
        headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        write(body, response);
    }

    /** A servlet that failed may have taken the writer already. */
    private static void write(byte[] body, HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException writerIsTaken) {
            response.getWriter().write(new String(body, StandardCharsets.UTF_8));
        }
    }

    /** The document, for a client that gets it inside of another one. */
    public JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "urn:helpdeskly:problem:" + problem.code())
                .add("title", problem.title())
                .add("status", problem.status())
                .add("detail", problem.detail())
                .add("instance", path())
                .add("requestId", RequestId.of(request));
        if (!problem.violations().isEmpty()) {
            JsonArrayBuilder violations = Json.createArrayBuilder();
            problem.violations()
                    .forEach(broken -> violations.add(Json.createObjectBuilder()
                            .add("field", broken.field())
                            .add("message", broken.message())));
            json.add("violations", violations);
        }
        return json.build();
    }

    private byte[] bytes() {
        return json().toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(problem.headers());
        headers.put("Cache-Control", "no-store");
        if (problem.status() == 401) {
            String error = request.getHeader("Authorization") == null ? "" : ", error=\"invalid_token\"";
            headers.put("WWW-Authenticate", "Bearer realm=\"helpdeskly\"" + error);
        }
        if (problem.status() == 413 && request.getProtocol().startsWith("HTTP/1")) {
            // Nobody may have read all of the body, so that the connection cannot be used again.
            headers.put("Connection", "close");
        }
        return headers;
    }

    /** The path that the client asked for, also where the container has passed the request on to an error page. */
    private String path() {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    private void log(Throwable failure) {
        if (problem.status() < 500) {
            return;
        }
        String what = problem.status() + " " + problem.code() + " for " + request.getMethod() + " " + path();
        if (failure instanceof ProblemException && failure.getCause() == null) {
            LOG.log(System.Logger.Level.WARNING, what + ": " + failure.getMessage());
        } else {
            LOG.log(System.Logger.Level.ERROR, what, failure);
        }
    }
}
