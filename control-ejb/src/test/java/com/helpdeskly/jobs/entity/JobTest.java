package com.helpdeskly.jobs.entity;

import static com.helpdeskly.jobs.entity.JobStatus.FAILED;
import static com.helpdeskly.jobs.entity.JobStatus.QUEUED;
import static com.helpdeskly.jobs.entity.JobStatus.RUNNING;
import static com.helpdeskly.jobs.entity.JobStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final Job job =
            new Job("PROVISION", UUID.randomUUID(), "secret", List.of("one", "two"), 100, Instant.EPOCH);

    @Test
    void eachClaimHasAHigherFenceAndOnlyTheLastOneHoldsTheJob() {
        job.claim("a", LEASE);
        long first = job.fence();
        job.claim("b", LEASE);

        assertThat(job.isHeldWith(first)).isFalse();
        assertThat(job.isHeldWith(job.fence())).isTrue();
        assertThat(job.attempts()).isEqualTo(2);
    }

    @Test
    void stepThatBeginsEndsTheOneBefore() {
        job.claim("a", LEASE);
        job.stepBegins("one");
        job.stepBegins("two");

        assertThat(job.steps()).extracting(JobStep::status).containsExactly(SUCCEEDED, RUNNING);
    }

    @Test
    void succeededJobForgetsWhatItWasGiven() {
        job.claim("a", LEASE);
        job.stepBegins("one");
        job.stepBegins("two");
        job.succeed();

        assertThat(job.status()).isEqualTo(SUCCEEDED);
        assertThat(job.payload()).isNull();
        assertThat(job.steps()).extracting(JobStep::status).containsOnly(SUCCEEDED);
        assertThat(job.isHeldWith(job.fence())).isFalse();
    }

    @Test
    void failedAttemptWaitsInTheQueueAndKeepsTheStepsThatAreDone() {
        job.claim("a", LEASE);
        job.stepBegins("one");
        job.stepBegins("two");
        job.retryAfter(Duration.ofSeconds(1), "busy");

        assertThat(job.status()).isEqualTo(QUEUED);
        assertThat(job.error()).contains("busy");
        assertThat(job.steps()).extracting(JobStep::status).containsExactly(SUCCEEDED, FAILED);
    }

    @Test
    void jobThatWasGivenUpBeginsAgainFromItsFirstStep() {
        job.claim("a", LEASE);
        job.stepBegins("one");
        job.stepBegins("two");
        job.fail("no space");
        assertThat(job.status()).isEqualTo(FAILED);

        job.runAgain();

        assertThat(job.status()).isEqualTo(QUEUED);
        assertThat(job.attempts()).isZero();
        assertThat(job.payload()).isEqualTo("secret");
        assertThat(job.steps()).extracting(JobStep::status).containsOnly(QUEUED);
    }

    @Test
    void cancelledJobThatWaitsIsDueAtOnce() {
        job.claim("a", LEASE);
        job.retryAfter(Duration.ofHours(1), "busy");
        job.cancel("olga@example.com");

        assertThat(job.cancelledBy()).contains("olga@example.com");
        assertThat(job.runAt()).isBeforeOrEqualTo(Instant.now());
        job.claim("a", LEASE);
        job.fail("Cancelled by olga@example.com.");
        assertThatThrownBy(() -> job.cancel("olga@example.com")).isInstanceOf(JobRefused.class);
        job.runAgain();
        assertThat(job.cancelledBy()).isEmpty();
    }

    @Test
    void orderIsTakenBackOnlyBeforeAnybodyHasBegunIt() {
        assertThat(job.withdraw("Taken back.")).isTrue();
        assertThat(job.status()).isEqualTo(FAILED);

        job.runAgain();
        job.claim("a", LEASE);
        job.retryAfter(Duration.ofHours(1), "busy");
        assertThat(job.withdraw("Taken back.")).isFalse();
    }

    @Test
    void onlyAJobThatWasGivenUpRunsAgain() {
        assertThatThrownBy(job::runAgain).isInstanceOf(JobRefused.class);
    }
}
