package com.helpdeskly.signin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.redis.control.Redis;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    /** Nobody listens there: the node counts for itself. */
    private static final Redis NO_REDIS = new Redis(URI.create("redis://127.0.0.1:1"));

    private final SignInThrottle throttle = new SignInThrottle(new SignInLimits(3), new RedisAttempts(NO_REDIS));

    private Optional<String> wrong(String account, String address) {
        return throttle.attempt("acme", account, address, Optional::empty);
    }

    private Optional<String> right(String account, String address) {
        return throttle.attempt("acme", account, address, () -> Optional.of("in"));
    }

    @Test
    void tooManyFailuresOfAnAccountFromAnAddressShutItThereAlone() {
        for (int i = 0; i < 3; i++) {
            assertThat(wrong("a", "1")).isEmpty();
        }
        assertThatThrownBy(() -> right("a", "1")).isInstanceOf(ProblemException.class);
        assertThat(right("a", "2")).contains("in");
        assertThat(right("b", "1")).contains("in");
    }

    @Test
    void tooManyFailuresFromAllAddressesShutAnAccount() {
        for (int i = 0; i < 30; i++) {
            assertThat(wrong("a", "address " + i)).isEmpty();
        }
        assertThatThrownBy(() -> right("a", "another")).isInstanceOf(ProblemException.class);
    }

    @Test
    void strangersCannotLockOutWhoeverCameInFromWhereTheyAre() {
        assertThat(right("a", "home")).contains("in");
        for (int i = 0; i < 30; i++) {
            assertThat(wrong("a", "address " + i)).isEmpty();
        }
        assertThatThrownBy(() -> right("a", "another")).isInstanceOf(ProblemException.class);
        assertThat(right("a", "home")).contains("in");
    }

    @Test
    void addressThatTriesManyAccountsIsShutForThatTenantAlone() {
        for (int i = 0; i < 30; i++) {
            assertThat(wrong("account " + i, "1")).isEmpty();
        }
        assertThatThrownBy(() -> right("another", "1")).isInstanceOf(ProblemException.class);
        assertThat(right("another", "2")).contains("in");
        assertThat(throttle.attempt("globex", "another", "1", () -> Optional.of("in")))
                .contains("in");
    }

    @Test
    void rightPasswordForgivesWhatFailedFromThere() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong("a", "1")).isEmpty();
            assertThat(wrong("a", "1")).isEmpty();
            assertThat(right("a", "1")).contains("in");
        }
    }

    @Test
    void attemptThatBreaksDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> throttle.attempt("acme", "a", "1", () -> {
                        throw new IllegalStateException("away");
                    }))
                    .hasMessage("away");
        }
        assertThat(right("a", "1")).contains("in");
    }

    @Test
    void guessesAtOnceCannotPassTheLimitTogether() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Optional<String>>> guesses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                guesses.add(threads.submit(() -> throttle.attempt("acme", "a", "1", () -> {
                    tried.incrementAndGet();
                    Thread.onSpinWait();
                    return Optional.<String>empty();
                })));
            }
            for (Future<Optional<String>> guess : guesses) {
                assertThat(outcome(guess)).isIn("wrong", "429");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tried).hasValue(3);
    }

    @Test
    void rightPasswordsAtOnceAreAllLetIn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Optional<String>>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> right("a", "1")));
            }
            for (Future<Optional<String>> one : all) {
                assertThat(one.get()).contains("in");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(Future<Optional<String>> guess) throws InterruptedException {
        try {
            return guess.get().orElse("wrong");
        } catch (ExecutionException e) {
            return String.valueOf(((ProblemException) e.getCause()).status());
        }
    }
}
