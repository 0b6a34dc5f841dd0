package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.ownerOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.TokenForge;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What opens the APIs, and what does not. */
@ExtendWith(RunningServer.class)
class TokensIT {
    private static final JsonObject HEADER = json("alg", "HS256", "typ", "at+jwt");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Helpdeskly helpdeskly;

    @BeforeEach
    void anonymous(Helpdeskly running) {
        helpdeskly = running;
    }

    @Test
    void guessingIsSlowedDownHoweverTheAddressIsWritten() {
        Client anonymous = helpdeskly.controlApi();
        String email = newSlug("guess") + "@helpdeskly.local";
        for (int i = 0; i < 10; i++) {
            anonymous
                    .post("/auth/token", json("email", i % 2 == 0 ? email : email.toUpperCase(), "password", "wrong"))
                    .isProblem(401, "invalid-credentials");
        }
        anonymous
                .post("/auth/token", json("email", " " + email, "password", "wrong"))
                .isProblem(429, "too-many-sign-ins");
    }

    @Test
    void wrongCredentialsOfAnOperatorAreRefusedAndThenThrottled() {
        Client anonymous = helpdeskly.controlApi();
        String email = newSlug("guess") + "@helpdeskly.local";
        for (int i = 0; i < 10; i++) {
            anonymous
                    .post("/auth/token", json("email", email, "password", "wrong"))
                    .isProblem(401, "invalid-credentials");
        }
        anonymous.post("/auth/token", json("email", email, "password", "wrong")).isProblem(429, "too-many-sign-ins");
        anonymous.post("/auth/token", json("email", email)).isProblem(400, "invalid-request");
        anonymous.get("/tenants").isProblem(401, "unauthorized");
    }

    /** The one that is signed as it should be shows that the others fail by their difference from it alone. */
    @Test
    void tokenOfAnOperatorIsTakenOnlyWhereEveryPartOfItIsRight(Stack stack) throws SQLException {
        TokenForge forge = TokenForge.of(stack);
        Client anonymous = helpdeskly.controlApi();
        JsonObject claims = claimsOf(Helpdeskly.token(anonymous, "admin@helpdeskly.local", "admin"));
        anonymous.token(forge.sign(HEADER, claims)).get("/tenants").is(200);

        refused(forge, claims).forEach((why, token) -> {
            Answer answer = anonymous.token(token).get("/tenants");
            assertThat(answer.status()).as(why).isEqualTo(401);
            assertThat(answer.isProblem(401, "unauthorized").header("WWW-Authenticate"))
                    .contains("Bearer realm=\"helpdeskly\", error=\"invalid_token\"");
        });
        anonymous
                .token(forge.sign(HEADER, with(claims, "aud", "APP")))
                .get("/tenants")
                .isProblem(401, "unauthorized");
    }

    @Test
    void tokenOfATenantsPersonIsTakenOnlyWhereEveryPartOfItIsRight(Stack stack) throws SQLException {
        TokenForge forge = TokenForge.of(stack);
        String slug = helpdeskly.newTenant("token");
        Client anonymous = helpdeskly.tenant(slug);
        JsonObject claims = claimsOf(Helpdeskly.token(anonymous, ownerOf(slug), Helpdeskly.PASSWORD));
        anonymous.token(forge.sign(HEADER, claims)).get("/tickets").is(200);

        refused(forge, claims).forEach((why, token) -> {
            Answer answer = anonymous.token(token).get("/tickets");
            assertThat(answer.status()).as(why).isEqualTo(401);
            answer.isProblem(401, "unauthorized");
        });
        anonymous
                .token(forge.sign(HEADER, with(claims, "aud", "CONTROL")))
                .get("/tickets")
                .isProblem(401, "unauthorized");
        String nobody = "00000000-0000-7000-8000-000000000000";
        assertThat(anonymous
                        .token(forge.sign(HEADER, with(claims, "tenant", nobody)))
                        .get("/tickets")
                        .hidesInternals()
                        .status())
                .isIn(401, 403);
        assertThat(anonymous
                        .token(forge.sign(HEADER, without(claims, "tenant")))
                        .get("/tickets")
                        .hidesInternals()
                        .status())
                .isIn(401, 403);
    }

    private static Map<String, String> refused(TokenForge forge, JsonObject claims) {
        Instant now = Instant.now();
        String good = forge.sign(HEADER, claims);
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("expired a minute ago", forge.sign(HEADER, with(claims, "exp", seconds(now.minus(MINUTE)))));
        refused.put("expired now", forge.sign(HEADER, with(claims, "exp", seconds(now))));
        refused.put("without an end", forge.sign(HEADER, without(claims, "exp")));
        refused.put("of another issuer", forge.sign(HEADER, with(claims, "iss", "somebody")));
        refused.put("without an issuer", forge.sign(HEADER, without(claims, "iss")));
        refused.put("for nobody", forge.sign(HEADER, without(claims, "aud")));
        refused.put("for an unknown plane", forge.sign(HEADER, with(claims, "aud", "MOON")));
        refused.put(
                "for both planes",
                forge.sign(
                        HEADER,
                        Json.createObjectBuilder(claims)
                                .add("aud", Json.createArrayBuilder().add("APP").add("CONTROL"))
                                .build()));
        refused.put("without a subject", forge.sign(HEADER, without(claims, "sub")));
        for (String claim : new String[] {"email", "name", "role"}) {
            refused.put("without " + claim, forge.sign(HEADER, without(claims, claim)));
        }
        refused.put("with a number as role", forge.sign(HEADER, with(claims, "role", Json.createValue(1))));
        refused.put("of a subject that is no id", forge.sign(HEADER, with(claims, "sub", "me")));
        refused.put("of another type", forge.sign(with(HEADER, "typ", "JWT"), claims));
        refused.put("of another algorithm", forge.sign("HmacSHA512", with(HEADER, "alg", "HS512"), claims));
        refused.put("of no algorithm", forge.sign(with(HEADER, "alg", "none"), claims));
        refused.put("of no algorithm, unsigned", unsigned(forge.sign(with(HEADER, "alg", "none"), claims)));
        refused.put("with an extension that must be known", forge.sign(critical(), claims));
        refused.put("of another key", TokenForge.withForeignKey().sign(HEADER, claims));
        refused.put("with a changed signature", good.substring(0, good.length() - 6) + "AAAAAA");
        refused.put("with a fourth part", good + ".x");
        return refused;
    }

    @Test
    void tokenIsTakenFromTheHeaderAloneAndOnlyAsBearer() {
        Client anonymous = helpdeskly.controlApi();
        String token = Helpdeskly.token(anonymous, "admin@helpdeskly.local", "admin");

        for (String parameter : new String[] {"access_token", "token", "bearer", "Authorization"}) {
            Answer answer = anonymous.get("/tenants?" + parameter + "=" + token).isProblem(401, "unauthorized");
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"helpdeskly\"");
        }
        anonymous.with("Cookie", "access_token=" + token).get("/tenants").isProblem(401, "unauthorized");
        String basic =
                Base64.getEncoder().encodeToString("admin@helpdeskly.local:admin".getBytes(StandardCharsets.UTF_8));
        for (String header : new String[] {
            "Basic " + basic, token, "Token " + token, "Bearer", "Bearer a b", "Bearer " + token + ", Bearer x"
        }) {
            anonymous.with("Authorization", header).get("/tenants").isProblem(401, "unauthorized");
        }
        anonymous.with("Authorization", "bearer " + token).get("/tenants").is(200);
    }

    @Test
    void wrongTokenIsRefusedAlsoWhereNoneIsNeeded() {
        helpdeskly
                .controlApi()
                .token("x")
                .post("/auth/token", json("email", "admin@helpdeskly.local", "password", "admin"))
                .isProblem(401, "unauthorized");
    }

    @Test
    void guessingInOneTenantIsThrottledThereAlone() {
        String slug = helpdeskly.newTenant("guessed");
        String other = helpdeskly.newTenant("other");
        String email = newSlug("same") + "@people.example";
        for (int i = 0; i < 10; i++) {
            guess(slug, email).isProblem(401, "invalid-credentials");
        }
        guess(slug, email).isProblem(429, "too-many-sign-ins");
        guess(other, email).isProblem(401, "invalid-credentials");
        helpdeskly.owner(slug).get("/me").is(200);
    }

    private Answer guess(String slug, String email) {
        return helpdeskly.tenant(slug).post("/auth/token", json("email", email, "password", "wrong"));
    }

    /** Otherwise the time of the answer would tell who has an account. The fastest of some is what the work takes. */
    @Test
    void unknownAccountTakesAsLongAsAWrongPassword() {
        String slug = helpdeskly.newTenant("timing");
        Duration known = fastest(() -> guess(slug, ownerOf(slug)));
        Duration unknown = fastest(() -> guess(slug, newSlug("nobody") + "@people.example"));

        assertThat(unknown).isBetween(known.dividedBy(2), known.multipliedBy(2));
        assertThat(known).as("a hash that costs something").isGreaterThan(Duration.ofMillis(5));
        Client control = helpdeskly.controlApi();
        Duration operator = fastest(
                () -> control.post("/auth/token", json("email", "admin@helpdeskly.local", "password", "wrong")));
        Duration nobody = fastest(() -> control.post(
                "/auth/token", json("email", newSlug("nobody") + "@helpdeskly.local", "password", "wrong")));
        Helpdeskly.token(control, "admin@helpdeskly.local", "admin");

        assertThat(nobody).isBetween(operator.dividedBy(2), operator.multipliedBy(2));
    }

    private static Duration fastest(Supplier<Answer> signIn) {
        return Stream.generate(() -> {
                    long begin = System.nanoTime();
                    signIn.get().isProblem(401, "invalid-credentials");
                    return Duration.ofNanos(System.nanoTime() - begin);
                })
                .limit(6)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static JsonObject claimsOf(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return Json.createReader(new StringReader(new String(claims, StandardCharsets.UTF_8)))
                .readObject();
    }

    private static JsonObject critical() {
        return Json.createObjectBuilder(HEADER)
                .add("crit", Json.createArrayBuilder().add("unheard-of"))
                .add("unheard-of", 1)
                .build();
    }

    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static JsonValue seconds(Instant instant) {
        return Json.createValue(instant.getEpochSecond());
    }

    private static JsonObject with(JsonObject json, String name, String value) {
        return with(json, name, Json.createValue(value));
    }

    private static JsonObject with(JsonObject json, String name, JsonValue value) {
        return Json.createObjectBuilder(json).add(name, value).build();
    }

    private static JsonObject without(JsonObject json, String name) {
        JsonObjectBuilder less = Json.createObjectBuilder(json);
        return less.remove(name).build();
    }
}
