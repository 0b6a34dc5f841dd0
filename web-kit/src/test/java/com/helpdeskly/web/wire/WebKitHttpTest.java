package com.helpdeskly.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebKitHttpTest {
    private static final BodyPublisher NO_BODY = BodyPublishers.noBody();
    private static final int FAR_TOO_MUCH = 20_000_000;
    private static final String[] JSON = {"Content-Type", "application/json"};

    private static WebKitServer server;

    /** Each test has its own: a connection that the server has just closed is not tried by the next one. */
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        server = new WebKitServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, NO_BODY, headers);
    }

    private static String header(HttpResponse<String> answer, String name) {
        assertThat(answer.headers().allValues(name)).as(name).hasSizeLessThanOrEqualTo(1);
        return answer.headers().firstValue(name).orElse(null);
    }

    /** Checks all that every problem has, and hands it out for the rest. */
    private static JsonObject problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "jetty", "container's");
        JsonObject problem = Json.createReader(new StringReader(answer.body())).readObject();
        assertThat(problem.getString("type")).isEqualTo("urn:helpdeskly:problem:" + code);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("instance"))
                .isEqualTo(answer.request().uri().getRawPath());
        assertThat(problem.getString("requestId")).isEqualTo(header(answer, "X-Request-Id"));
        return problem;
    }

    @Test
    void saneRequestIdComesBack() throws Exception {
        assertThat(header(get("/api/v1/things/public", "X-Request-Id", "a.B-1_"), "X-Request-Id"))
                .isEqualTo("a.B-1_");
        JsonObject problem = problem(get("/nowhere", "X-Request-Id", "abc"), 404, "not-found");
        assertThat(problem.getString("requestId")).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "[x]",
                "a{0}",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void otherRequestIdIsReplaced(String offered) throws Exception {
        assertThat(header(get("/api/v1/things/public", "X-Request-Id", offered), "X-Request-Id"))
                .isNotEqualTo(offered)
                .hasSize(36);
    }

    @Test
    void everyAnswerHasItsSecurityHeaders() throws Exception {
        for (String path : new String[] {"/api/v1/things/public", "/api/v1/things", "/nowhere", "/failing"}) {
            HttpResponse<String> answer = get(path);
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void answersStayOutOfCachesUnlessTheirResourceDecides() throws Exception {
        assertThat(header(get("/api/v1/things/public"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(get("/api/v1/things/cached"), "Cache-Control")).isEqualTo("max-age=5");
    }

    @Test
    void anonymousCallerIsAskedForAToken() throws Exception {
        HttpResponse<String> answer = get("/api/v1/things");
        problem(answer, 401, "unauthorized");
        assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer realm=\"helpdeskly\"");
    }

    @Test
    void callerIsToldToTheContainer() throws Exception {
        HttpResponse<String> answer = get("/api/v1/things", "Authorization", "bEARER role-AGENT");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "X-Login")).isEqualTo("00000000-0000-0000-0000-000000000001 [AGENT]");
    }

    @Test
    void rolesAreChecked() throws Exception {
        problem(get("/api/v1/things/admin", "Authorization", "Bearer role-AGENT"), 403, "forbidden");
        assertThat(get("/api/v1/things/admin", "Authorization", "Bearer role-ADMIN")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer unknown",
                "Bearer",
                "Bearer a b",
                "Bearer ü",
                "Basic YTpi",
                "role-ADMIN",
                "Bearer role-ADMIN, Bearer x"
            })
    void badCredentialsAreRefusedOnEveryPath(String authorization) throws Exception {
        for (String path : new String[] {"/api/v1/things/admin", "/api/v1/things/public", "/api/v1/nowhere"}) {
            HttpResponse<String> answer = get(path, "Authorization", authorization);
            problem(answer, 401, "unauthorized");
            assertThat(header(answer, "WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"helpdeskly\", error=\"invalid_token\"");
            assertThat(header(answer, "X-Login")).isNull();
        }
    }

    @Test
    void credentialsMustBeOneAndShort() throws Exception {
        problem(
                get("/api/v1/things", "Authorization", "Bearer role-ADMIN", "Authorization", "Bearer role-ADMIN"),
                401,
                "unauthorized");
        problem(get("/api/v1/things", "Authorization", "Bearer role-" + "A".repeat(8192)), 401, "unauthorized");
    }

    @Test
    void refusedTenantIsAnsweredBeforePathAndMethod() throws Exception {
        problem(get("/api/v1/nowhere", "X-Tenant-Slug", "unknown"), 404, "tenant-not-found");
        problem(send("DELETE", "/api/v1/things", NO_BODY, "X-Tenant-Slug", "unknown"), 404, "tenant-not-found");
    }

    @Test
    void brokenAuthenticationIsAnInternalError() throws Exception {
        problem(get("/api/v1/things/public", "X-Tenant-Slug", "broken"), 500, "internal-error");
        problem(get("/api/v1/things/public", "X-Tenant-Slug", "deadly"), 500, "internal-error");
    }

    @Test
    void containerThatGoesOnWithoutAuthenticationLetsNobodyIn() throws Exception {
        problem(get("/api/v1/things/public", "X-Forgotten", "yes"), 500, "internal-error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%61pi/v1/things/public", "/api/v1;a=b/things/public", "/api;a=b/v1/things/public"})
    void disguisedPathIsAuthenticatedLikeAnyOther(String path) throws Exception {
        problem(get(path, "X-Tenant-Slug", "unknown"), 404, "tenant-not-found");
    }

    @Test
    void bodyWithoutAMediaTypeIsReadAsJson() throws Exception {
        problem(send("PUT", "/api/v1/things/public", NO_BODY), 400, "malformed-json");
        assertThat(send("PUT", "/api/v1/things/public", BodyPublishers.ofString("{\"title\":\"a\"}"))
                        .statusCode())
                .isEqualTo(200);
        problem(
                send(
                        "PUT",
                        "/api/v1/things/public",
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "application/octet-stream"),
                415,
                "unsupported-media-type");
    }

    @Test
    void unknownPathsAreProblems() throws Exception {
        problem(get("/api/v1/nowhere"), 404, "not-found");
        problem(get("/nowhere"), 404, "not-found");
        problem(get("/_problem"), 404, "not-found");
    }

    @Test
    void wrongMethodIsToldTheRightOnes() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/api/v1/things/public", NO_BODY);
        problem(answer, 405, "method-not-allowed");
        assertThat(header(answer, "Allow")).contains("GET").contains("PUT").doesNotContain("DELETE");
    }

    @Test
    void optionsAreFree() throws Exception {
        HttpResponse<String> answer = send("OPTIONS", "/api/v1/things", NO_BODY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Allow")).contains("GET");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        HttpResponse<String> found = send("HEAD", "/api/v1/things/public", NO_BODY);
        assertThat(found.statusCode()).isEqualTo(200);
        HttpResponse<String> unknown = send("HEAD", "/nowhere", NO_BODY);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEmpty();
        assertThat(send("HEAD", "/api/v1/things", NO_BODY).statusCode()).isEqualTo(401);
    }

    @Test
    void mediaTypesAreNegotiatedAndProblemsAreNot() throws Exception {
        problem(get("/api/v1/things/public", "Accept", "text/html"), 406, "not-acceptable");
        problem(get("/nowhere", "Accept", "text/html"), 404, "not-found");
        problem(
                send("PUT", "/api/v1/things/public", BodyPublishers.ofString("x"), "Content-Type", "text/plain"),
                415,
                "unsupported-media-type");
    }

    @Test
    void bodyIsReadOrToldWhatIsWrongWithIt() throws Exception {
        assertThat(put("{\"title\":\"Straße\"}").body()).isEqualTo("{\"note\":null,\"title\":\"Straße\"}");
        JsonObject problem = problem(put("{\"x\":1}"), 400, "invalid-request");
        assertThat(problem.getJsonArray("violations"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"field\":\"title\",\"message\":\"is required\"}",
                        "{\"field\":\"x\",\"message\":\"is not a known field\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"title\"", "nonsense"})
    void malformedBodyIsToldWithoutViolations(String body) throws Exception {
        assertThat(problem(put(body), 400, "malformed-json")).doesNotContainKey("violations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\"", "nonsense"})
    void bodyThatTheServerCannotReadIsMalformedToo(String body) throws Exception {
        problem(post(BodyPublishers.ofString(body)), 400, "malformed-json");
    }

    @Test
    void bodyOfTheGreatestLengthIsRead() throws Exception {
        assertThat(put("{\"title\":\"a\"}" + " ".repeat(WebKitServer.MAX_BODY - 13))
                        .statusCode())
                .isEqualTo(200);
    }

    /** The head alone is sent: a client that still writes while the connection is closed may lose the answer. */
    @Test
    void largerBodyIsRefusedByItsLengthAndTheConnectionIsClosed() throws Exception {
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("PUT /api/v1/things/public HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + (WebKitServer.MAX_BODY + 1) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413 ");
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .containsIgnoringCase("Connection: close")
                    .contains("application/problem+json", "urn:helpdeskly:problem:content-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=\"", ";\"=;", "a/b; charset=none"})
    void mediaTypeThatCannotBeReadIsNoReasonToFailOverARefusal(String type) throws Exception {
        assertThat(raw("PUT /api/v1/things/public HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\nContent-Type: " + type
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("urn:helpdeskly:problem:content-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/things/public?%zz", "/api/v1/things/a^b", "/api/v1/things/{x}", "/api/v1/things/a|b"})
    void addressThatIsNoUriIsRefused(String target) throws Exception {
        assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    /** All that comes back until the server closes the connection, once no more is sent. */
    private static String raw(String bytes) throws IOException {
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void largeBodyOfUnknownLengthIsRefusedWhileItIsRead() throws Exception {
        problem(
                send("PUT", "/api/v1/things/public", chunked(WebKitServer.MAX_BODY + 1), JSON),
                413,
                "content-too-large");
        problem(post(chunked(WebKitServer.MAX_BODY + 1)), 413, "content-too-large");
        problem(post(chunked(WebKitServer.MAX_BODY)), 400, "malformed-json");
    }

    @RepeatedTest(10)
    void clientThatSendsFarTooMuchSeesTheRefusal() throws Exception {
        byte[] large = new byte[FAR_TOO_MUCH];
        problem(
                send("PUT", "/api/v1/things/public", BodyPublishers.ofByteArray(large), JSON),
                413,
                "content-too-large");
        problem(send("PUT", "/api/v1/things/public", chunked(FAR_TOO_MUCH), JSON), 413, "content-too-large");
    }

    @RepeatedTest(10)
    void clientThatReadsOnlyWhenItHasSentAllSeesTheRefusal() throws Exception {
        byte[] large = new byte[FAR_TOO_MUCH];
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /api/v1/things/public HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + large.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(large);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("urn:helpdeskly:problem:content-too-large");
        }
    }

    @Test
    void bodyWithoutMeasureIsRefusedUnread() throws Exception {
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("PUT /api/v1/things/public HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nContent-Length: 999999999999\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413 ");
        }
    }

    @Test
    void staleVersionStopsAChange() throws Exception {
        HttpResponse<String> answer = send(
                "PUT",
                "/api/v1/things/public",
                BodyPublishers.ofString("{\"title\":\"a\"}"),
                "Content-Type",
                "application/json",
                "If-Match",
                "\"2\"");
        problem(answer, 412, "precondition-failed");
    }

    @Test
    void knownVersionIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/api/v1/things/public");
        assertThat(header(first, "ETag")).isEqualTo("\"3\"");
        HttpResponse<String> again = get("/api/v1/things/public", "If-None-Match", "W/\"3\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "ETag")).isEqualTo("\"3\"");
        assertThat(get("/api/v1/things/public", "If-None-Match", "\"2\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatNobodyForesawIsAnInternalErrorWithoutAWordAboutIt() throws Exception {
        problem(get("/api/v1/things/failing"), 500, "internal-error");
        problem(get("/api/v1/things/unwritable"), 500, "internal-error");
        problem(get("/failing"), 500, "internal-error");
    }

    @Test
    void containersOwnRefusalIsAProblem() throws Exception {
        problem(send("PUT", "/failing", NO_BODY), 403, "forbidden");
        problem(send("POST", "/failing", NO_BODY), 405, "method-not-allowed");
    }

    @Test
    void passingRefusalSaysWhenToComeBack() throws Exception {
        HttpResponse<String> answer = get("/api/v1/things/busy");
        problem(answer, 503, "tenant-unavailable");
        assertThat(header(answer, "Retry-After")).isEqualTo("7");
    }

    @Test
    void redirectionIsLeftAsItIs() throws Exception {
        assertThat(get("/api/v1/things/moved").statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> put(String body) throws IOException, InterruptedException {
        return send("PUT", "/api/v1/things/public", BodyPublishers.ofString(body), JSON);
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        return send("POST", "/api/v1/things/by-the-server", body, JSON);
    }

    private static BodyPublisher chunked(int bytes) {
        byte[] blank = " ".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blank));
    }
}
