package com.helpdeskly.standing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.standing.entity.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final Subject ann = new Subject(UUID.randomUUID(), UUID.randomUUID());
    private final AtomicBoolean hearsAll = new AtomicBoolean(true);
    private final Memory<String> memory = new Memory<>(1000, since -> hearsAll.get());
    private final AtomicInteger readings = new AtomicInteger();

    private Supplier<Optional<String>> reading(String answer) {
        return () -> {
            readings.incrementAndGet();
            return Optional.of(answer);
        };
    }

    @Test
    void answerIsReadOnceAndAgainWhenItIsForgotten() {
        assertThat(memory.get(ann, reading("first"))).contains("first");
        assertThat(memory.get(ann, reading("second"))).contains("first");
        memory.forget(ann);
        assertThat(memory.get(ann, reading("third"))).contains("third");
        assertThat(readings).hasValue(2);
    }

    @Test
    void answerIsReadAgainSoonWhileNewsMayBeMissed() {
        hearsAll.set(false);
        assertThat(memory.get(ann, reading("first"))).contains("first");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(memory.get(ann, reading("second"))).contains("second"));
    }

    @Test
    void absenceIsNotKept() {
        assertThat(memory.get(ann, Optional::empty)).isEmpty();
        assertThat(memory.get(ann, reading("now"))).contains("now");
    }

    @Test
    void answerThatWasOnItsWayWhileTheNewsCameIsReadAgain() {
        assertThat(memory.get(ann, () -> {
                    if (readings.incrementAndGet() == 1) {
                        memory.forget(ann);
                        return Optional.of("old");
                    }
                    return Optional.of("new");
                }))
                .contains("new");
        assertThat(memory.get(ann, reading("unused"))).contains("new");
    }

    @Test
    void failureIsTold() {
        assertThatThrownBy(() -> memory.get(ann, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(memory.get(ann, reading("back"))).contains("back");
    }

    @Test
    void ofManyWhoAskAtOnceOneReads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch all = new CountDownLatch(8);
        try {
            List<Future<Optional<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return memory.get(ann, reading("one"));
                }));
            }
            for (Future<Optional<String>> answer : answers) {
                assertThat(answer.get()).contains("one");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(readings).hasValueLessThan(8);
    }
}
