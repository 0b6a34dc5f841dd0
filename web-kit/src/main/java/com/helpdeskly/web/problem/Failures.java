package com.helpdeskly.web.problem;

import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which problem a failure is. What nobody foresaw is an internal error, of which nothing is told. */
final class Failures {
    private static final Set<String> KEPT_HEADERS = Set.of("Allow", "Retry-After", "Accept", "Accept-Patch");
    private static final String RETRY_SECONDS = "5";

    private Failures() {}

    static Problem problemOf(Throwable failure) {
        Optional<ProblemException> told = SqlFailures.first(failure, ProblemException.class);
        if (told.isPresent()) {
            return Problem.of(told.get());
        }
        if (SqlFailures.first(failure, OptimisticLockException.class).isPresent()) {
            return Problem.of(409, "edit-conflict", "Somebody else changed this at the same time; read it again.");
        }
        if (SqlFailures.first(failure, EJBAccessException.class).isPresent()) {
            return StatusProblem.of(403);
        }
        if (SqlFailures.passing(failure).isPresent()) {
            return StatusProblem.of(503).with("Retry-After", RETRY_SECONDS);
        }
        Throwable bare = unwrapped(failure);
        if (bare instanceof ConstraintViolationException invalid) {
            return problemOf(invalid);
        }
        if (bare instanceof WebApplicationException web) {
            return problemOf(web.getResponse());
        }
        return StatusProblem.of(500);
    }

    private static Problem problemOf(Response response) {
        Problem problem = StatusProblem.of(Math.max(400, response.getStatus()));
        for (String header : KEPT_HEADERS) {
            String value = response.getHeaderString(header);
            problem = value == null ? problem : problem.with(header, value);
        }
        return problem;
    }

    private static Problem problemOf(ConstraintViolationException invalid) {
        if (invalid.getConstraintViolations().stream().anyMatch(Failures::isOurFault)) {
            return StatusProblem.of(500);
        }
        List<Violation> violations = invalid.getConstraintViolations().stream()
                .map(broken -> new Violation(field(broken.getPropertyPath()), broken.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        return Problem.of(ProblemException.invalid(violations));
    }

    /** What a method returned is not what a client sent. */
    private static boolean isOurFault(ConstraintViolation<?> broken) {
        return nodes(broken.getPropertyPath()).anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /** The path without the Java method in front of it: {@code create.ticket.title} is {@code ticket.title}. */
    private static String field(Path path) {
        List<String> names = new ArrayList<>();
        nodes(path)
                .filter(node -> node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.PARAMETER)
                .map(Path.Node::getName)
                .forEach(names::add);
        return String.join(".", names);
    }

    private static Stream<Path.Node> nodes(Path path) {
        Stream.Builder<Path.Node> nodes = Stream.builder();
        path.forEach(nodes);
        return nodes.build();
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable bare = failure;
        while ((bare instanceof EJBException || bare instanceof ProcessingException) && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }
}
