package com.helpdeskly.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final String CONTEXT = "acme /tickets status=OPEN";

    private final CursorCodec codec = new CursorCodec(secret("0123456789abcdef"));

    private static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertViolates(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
        });
    }

    @Test
    void cursorBringsItsKeysBack() {
        String cursor = codec.encode(CONTEXT, "2026-01-02T03:04:05Z", "ü \"x\"", "");
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(codec.decode(CONTEXT, cursor)).containsExactly("2026-01-02T03:04:05Z", "ü \"x\"", "");
    }

    @Test
    void cursorIsOfNoUseInAnotherContext() {
        String cursor = codec.encode(CONTEXT, "a", "b");
        assertViolates("cursor", () -> codec.decode("globex /tickets status=OPEN", cursor));
        assertViolates("cursor", () -> codec.decode("", cursor));
    }

    @Test
    void cursorOfAnotherSecretIsRefused() {
        String cursor = new CursorCodec(secret("fedcba9876543210")).encode(CONTEXT, "a");
        assertViolates("cursor", () -> codec.decode(CONTEXT, cursor));
    }

    @Test
    void everyAlteredByteIsNoticed() {
        byte[] cursor = Base64.getUrlDecoder().decode(codec.encode(CONTEXT, "a", "b"));
        for (int i = 0; i < cursor.length; i++) {
            byte[] altered = cursor.clone();
            altered[i] ^= 1;
            assertViolates(
                    "cursor", () -> codec.decode(CONTEXT, Base64.getUrlEncoder().encodeToString(altered)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbageIsRefused(String cursor) {
        assertViolates("cursor", () -> codec.decode(CONTEXT, cursor));
    }

    @Test
    void overlongCursorIsRefused() {
        assertViolates("cursor", () -> codec.decode(CONTEXT, "A".repeat(5000)));
    }

    @Test
    void shortSecretIsRefused() {
        assertThatThrownBy(() -> new CursorCodec(secret("short"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestWithoutParametersIsTheFirstPageOfTwenty() {
        PageRequest request = PageRequest.of(null, null);
        assertThat(request.limit()).isEqualTo(20);
        assertThat(request.rows()).isEqualTo(21);
        assertThat(request.after(codec, CONTEXT)).isEmpty();
    }

    @Test
    void requestWithACursorContinuesBehindIt() {
        PageRequest request = PageRequest.of("100", codec.encode(CONTEXT, "k"));
        assertThat(request.limit()).isEqualTo(100);
        assertThat(request.after(codec, CONTEXT)).contains(List.of("k"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "1.5", "ten", "99999999999", "+5", " 5", "٥"})
    void limitOutsideOfItsRangeIsRefused(String limit) {
        assertViolates("limit", () -> PageRequest.of(limit, null));
    }

    @Test
    void pageHasANextOneOnlyIfThereWereMoreRows() {
        PageRequest request = PageRequest.of("2", null);
        assertThat(Page.of(rows(2), request, row -> "after " + row)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.of(rows(3), request, row -> "after " + row)).isEqualTo(new Page<>(List.of(1, 2), "after 2"));
        assertThat(Page.of(rows(0), request, row -> "after " + row)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void pageOfRowsBecomesAPageOfViews() {
        assertThat(new Page<>(List.of(1, 2), "next").map(Integer::toBinaryString))
                .isEqualTo(new Page<>(List.of("1", "10"), "next"));
    }

    private static List<Integer> rows(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
