package com.helpdeskly.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    enum Status {
        OPEN,
        IN_PROGRESS
    }

    private static JsonBody body(String json) {
        return JsonBody.of(JsonText.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Violation> violationsOf(JsonBody body) {
        return catchThrowableOfType(ProblemException.class, body::orThrow).violations();
    }

    @Test
    void wholeRequestIsRead() {
        var body = body("{'title':'  Printer  ','count':3,'open':true,'status':'IN_PROGRESS','tags':['a',' b '],"
                + "'id':'00000000-0000-0001-0000-000000000002','owner':{'email':' Ann@Example.COM '}}");
        assertThat(body.string("title").required().trimmed().length(1, 200).get())
                .isEqualTo("Printer");
        assertThat(body.integer("count", 1, 5).get()).isEqualTo(3);
        assertThat(body.bool("open").get()).isTrue();
        assertThat(body.choice("status", Status.class).get()).isEqualTo(Status.IN_PROGRESS);
        assertThat(body.stringList("tags", 5, 10).get()).containsExactly("a", "b");
        assertThat(body.uuid("id").get()).isEqualTo(new UUID(1, 2));
        assertThat(body.object("owner").email("email").get()).isEqualTo("ann@example.com");
        body.orThrow();
    }

    @Test
    void allViolationsAreToldAtOnceAndOncePerField() {
        var body = body("{'title':7,'status':'open','count':9,'owner':{'email':'nobody','x':1},'y':null}");
        body.string("title").required().length(1, 5);
        body.choice("status", Status.class).required();
        body.integer("count", 1, 5);
        body.uuid("id").required();
        body.object("owner").email("email").required();
        assertThat(violationsOf(body))
                .containsExactly(
                        new Violation("title", "must be a string"),
                        new Violation("status", "must be one of OPEN, IN_PROGRESS"),
                        new Violation("count", "must be a whole number from 1 to 5"),
                        new Violation("id", "is required"),
                        new Violation("owner.email", "must be an e-mail address"),
                        new Violation("y", "is not a known field"),
                        new Violation("owner.x", "is not a known field"));
    }

    @Test
    void missingInnerObjectIsTheOnlyViolationOfItsFields() {
        var body = body("{}");
        body.object("owner").email("email").required();
        assertThat(violationsOf(body)).containsExactly(new Violation("owner", "is required"));
    }

    @Test
    void innerObjectOfAnotherTypeIsTold() {
        var body = body("{'owner':'me'}");
        body.object("owner").email("email").required();
        assertThat(violationsOf(body)).containsExactly(new Violation("owner", "must be an object"));
    }

    @Test
    void optionalInnerObjectMayBeMissing() {
        var body = body("{'a':null}");
        assertThat(body.optionalObject("a")).isEmpty();
        assertThat(body.optionalObject("b")).isEmpty();
        body.orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "x\\udc00y", "\\udc00\\ud800"})
    void textThatCannotBeStoredIsRefused(String escaped) {
        var body = body("{'title':'" + escaped + "'}");
        body.string("title");
        assertThat(violationsOf(body)).containsExactly(new Violation("title", "has characters that cannot be stored"));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        var body = body("{'fits':'😀😀😀','long':'😀😀😀😀'}");
        assertThat(body.string("fits").length(1, 3).get()).isEqualTo("😀😀😀");
        body.string("long").length(1, 3);
        assertThat(violationsOf(body)).containsExactly(new Violation("long", "must have 1 to 3 characters"));
    }

    @Test
    void blankTextIsRefusedWhereItMustSaySomething() {
        var body = body("{'a':' \\n\\u00a0','b':'  '}");
        body.string("b").notBlank();
        assertThat(body.string("a").get()).hasSize(3);
        assertThat(violationsOf(body)).containsExactly(new Violation("b", "must not be blank"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "first.last+tag@mail.example.com", "josé@exämple.org", "admin@helpdeskly.local"})
    void addressesAreAccepted(String address) {
        var body = body("{'email':'" + address + "'}");
        assertThat(body.email("email").get()).isEqualTo(address);
        body.orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b", "a b@c", "a@b@c", "a@b..c", "a@.b", "<a@b>", "a@b\\n"})
    void whatIsNoAddressIsRefused(String address) {
        var body = body("{'email':'x" + address + "@'}");
        body.email("email");
        assertThat(violationsOf(body)).hasSize(1);
    }

    @Test
    void addressIsBounded() {
        var body = body("{'a':'" + "x".repeat(65) + "@b','b':'a@" + "b".repeat(253) + "'}");
        body.email("a");
        body.email("b");
        assertThat(violationsOf(body)).extracting(Violation::field).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"5,5", "5.0,5", "5e0,5", "0.5e1,5", "-3,-3"})
    void wholeNumbersAreReadInAnyNotation(String json, int number) {
        var body = body("{'n':" + json + "}");
        assertThat(body.integer("n", -10, 10).get()).isEqualTo(number);
        body.orThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5.5", "11", "-11", "1e400", "1e999999999", "1e-999999999", "99999999999999999999", "'5'", "true"
            })
    void whatIsNoWholeNumberInRangeIsRefused(String json) {
        var body = body("{'n':" + json + "}");
        body.integer("n", -10, 10);
        assertThat(violationsOf(body)).containsExactly(new Violation("n", "must be a whole number from -10 to 10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1-1-1-1-1'", "'nope'", "7", "'00000000-0000-0001-0000-00000000000g'"})
    void whatIsNoUuidIsRefused(String json) {
        var body = body("{'id':" + json + "}");
        body.uuid("id");
        assertThat(violationsOf(body)).containsExactly(new Violation("id", "must be a UUID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'", "[1]", "['']", "['a','b','c']", "['aaaaaa']", "['a',null]"})
    void listsAreBounded(String json) {
        var body = body("{'tags':" + json + "}");
        body.stringList("tags", 2, 5);
        assertThat(violationsOf(body)).hasSize(1);
    }

    @Test
    void patchTellsLeavingFromClearingFromSetting() {
        var body = body("{'set':'x','clear':null}");
        assertThat(body.string("set").change()).isEqualTo(new Change<>(true, java.util.Optional.of("x")));
        assertThat(body.string("clear").change()).isEqualTo(new Change<>(true, java.util.Optional.empty()));
        assertThat(body.string("leave").change()).isEqualTo(new Change<>(false, java.util.Optional.empty()));
        body.orThrow();
    }

    @Test
    void changeIsAppliedWhereItIsNamed() {
        var body = body("{'set':'x','clear':null}");
        List<String> seen = new ArrayList<>();
        body.string("set").change().apply(seen::add);
        body.string("clear").change().apply(seen::add);
        body.string("leave").change().apply(seen::add);
        assertThat(seen).containsExactly("x", null);
    }

    @Test
    void whatMayBeLeftOutNeedNotBeClearable() {
        var body = body("{'title':null}");
        body.string("title").notNull().length(1, 5);
        body.string("other").notNull();
        assertThat(violationsOf(body)).containsExactly(new Violation("title", "must not be null"));
    }

    @Test
    void ownRulesAreToldLikeTheOthers() {
        var body = body("{'slug':'API'}");
        body.string("slug").check(s -> s.matches("[a-z]+"), "must be lower case");
        body.reject("owner.email", "is taken");
        assertThat(violationsOf(body))
                .containsExactly(new Violation("slug", "must be lower case"), new Violation("owner.email", "is taken"));
    }

    @Test
    void aFloodOfUnknownFieldsIsAnsweredShortly() {
        StringBuilder json = new StringBuilder("{'f':1");
        for (int i = 0; i < 1000; i++) {
            json.append(",'").append(i).append("x".repeat(500)).append("':1");
        }
        assertThat(violationsOf(body(json.append('}').toString())))
                .hasSize(100)
                .allMatch(violation -> violation.field().length() <= 101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[]",
                "7",
                "null",
                "'x'",
                "{",
                "{'a'",
                "{'a':}",
                "{'a':1,}",
                "{} {}",
                "{}x",
                "{'a':1,'a':2}",
                "{'a':01}",
                "{'a':1e99999999999}",
                "{'a':NaN}",
                "{a:1}",
                "{'a':'\\x'}",
                "{'a':'\n'}"
            })
    void whatIsNotOneWellFormedObjectIsMalformed(String json) {
        assertThatThrownBy(() -> body(json)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("malformed-json");
        });
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] latin1 = "{\"a\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonText.object(latin1)).hasMessage("The body is not valid UTF-8.");
    }

    @Test
    void depthIsBounded() {
        String deepest = "{'a':" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(body(deepest).has("a")).isTrue();
        String tooDeep = "{'a':" + "[".repeat(64) + "]".repeat(64) + "}";
        assertThatThrownBy(() -> body(tooDeep)).hasMessageContaining("64 levels");
        assertThatThrownBy(() -> body("{'a':".repeat(100_000))).hasMessageContaining("64 levels");
    }
}
