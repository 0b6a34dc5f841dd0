package com.helpdeskly.provisioning.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureReasonsTest {
    @Test
    void tellsTheStateAndNothingOfTheMessage() {
        SQLException failure = new SQLException("FATAL: password of role \"x\" at db.internal:5432", "28P01");

        assertThat(FailureReasons.of(failure))
                .isEqualTo("The database server refused the provisioner's sign-in (error 28P01).");
    }

    @Test
    void findsTheCauseInsideOfOthers() {
        Exception failure = new IllegalStateException(new RuntimeException(new SQLException("x", "53100")));

        assertThat(FailureReasons.of(failure)).contains("disk space").contains("53100");
    }

    @Test
    void unforeseenFailureIsAnInternalError() {
        assertThat(FailureReasons.of(new NullPointerException("secret"))).doesNotContain("secret");
    }
}
