package com.helpdeskly.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.json.JsonException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static final ProblemException TAKEN = new ProblemException(409, "slug-taken", "The slug is taken.");

    @Test
    void problemIsFoundInWhateverWrapsIt() {
        assertThat(Problem.of((Throwable) TAKEN)).isEqualTo(Problem.of(409, "slug-taken", "The slug is taken."));
        assertThat(Problem.of(new EJBException(TAKEN)).code()).isEqualTo("slug-taken");
        assertThat(Problem.of(new ProcessingException(new RuntimeException(TAKEN)))
                        .code())
                .isEqualTo("slug-taken");
    }

    @Test
    void lostEditIsAConflictHoweverDeepItIs() {
        var lost = new EJBException(new RollbackException(new OptimisticLockException("row 7 of table users")));
        assertThat(Problem.of(lost).status()).isEqualTo(409);
        assertThat(Problem.of(lost).code()).isEqualTo("edit-conflict");
        assertThat(Problem.of(lost).detail()).doesNotContain("row 7");
    }

    @ParameterizedTest
    @CsvSource({"08006,503", "53300,503", "57P01,503", "57014,503", "25006,503", "55000,503", "42601,500", "22001,500"})
    void troubleOfTheDatabaseThatPassesIsNotAnInternalError(String state, int status) {
        var failure = new EJBException(new RollbackException(new SQLException("jdbc:secret", state)));
        Problem problem = Problem.of(failure);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.headers().containsKey("Retry-After")).isEqualTo(status == 503);
        assertThat(problem.detail()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "400,bad-request",
        "401,unauthorized",
        "403,forbidden",
        "404,not-found",
        "406,not-acceptable",
        "413,content-too-large",
        "415,unsupported-media-type",
        "418,bad-request",
        "429,too-many-requests",
        "503,unavailable",
        "507,internal-error"
    })
    void statusOfJaxRsHasItsCode(int status, String code) {
        Problem problem = Problem.of(new WebApplicationException("jdbc:secret", status));
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).doesNotContain("secret");
    }

    @Test
    void allowedMethodsAreKept() {
        assertThat(Problem.of(new NotAllowedException("GET", new String[] {"HEAD"}))
                        .headers()
                        .get("Allow"))
                .contains("GET")
                .contains("HEAD");
        assertThat(Problem.of(new NotFoundException()).headers()).isEmpty();
    }

    @Test
    void waitIsToldInWholeSecondsAndNeverZero() {
        assertThat(retryAfter(Duration.ofMillis(1500))).isEqualTo("2");
        assertThat(retryAfter(Duration.ofSeconds(30))).isEqualTo("30");
        assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
    }

    private static String retryAfter(Duration wait) {
        return Problem.of(ProblemException.retryLater(429, "tenant-connection-limit", "Busy.", wait, null))
                .headers()
                .get("Retry-After");
    }

    @Test
    void roleThatAnEjbMissesIsMissedByTheCaller() {
        assertThat(Problem.of(new EJBAccessException("secret")))
                .isEqualTo(Problem.of(403, "forbidden", "You are not allowed to do this."));
    }

    @Test
    void nothingIsToldOfWhatNobodyForesaw() {
        Problem problem = Problem.of(new IllegalStateException("jdbc:secret"));
        assertThat(problem).isEqualTo(Problem.of(500, "internal-error", "Something went wrong on our side."));
        assertThat(Problem.of(new EJBException(new IllegalStateException("secret"))))
                .isEqualTo(problem);
        assertThat(Problem.of(new JsonException("secret"))).isEqualTo(problem);
        assertThat(Problem.of(new StackOverflowError())).isEqualTo(problem);
    }

    @Test
    void causesThatGoInCirclesDoNotHang() {
        RuntimeException one = new RuntimeException();
        one.initCause(new RuntimeException(one));
        assertThat(Problem.of(one).status()).isEqualTo(500);
    }

    @Test
    void titleIsTheCodeInWords() {
        assertThat(Problem.of(404, "tenant-not-found", "").title()).isEqualTo("Tenant not found");
        assertThat(Problem.of(400, "malformed-json", "").title()).isEqualTo("Malformed JSON");
        assertThat(Problem.of(414, "uri-too-long", "").title()).isEqualTo("URI too long");
    }
}
