package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Wire;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said to bytes that no HTTP client would send: a clear answer, nothing internal, and no place for a second one. */
@ExtendWith(RunningServer.class)
class WireIT {
    private static final String CLOSE = "Connection: close";
    private static final String JSON = "Content-Type: application/json";

    private Helpdeskly helpdeskly;
    private List<Plane> planes;

    /**
     * @param api the path of the plane's API
     * @param credentials the body of a sign-in that succeeds
     */
    private record Plane(Wire wire, String root, String api, String tenant, String credentials) {
        String head(String method, String path, String... headers) {
            List<String> all = new ArrayList<>(List.of(tenant));
            all.addAll(List.of(headers));
            return wire.head(method, path, all.toArray(String[]::new));
        }

        Wire.Reply get(String path) {
            return wire.send(head("GET", path, CLOSE));
        }

        /** A sign-in, whose body is framed by the headers. */
        String signIn(String body, String... framing) {
            List<String> headers = new ArrayList<>(List.of(JSON));
            headers.addAll(List.of(framing));
            return head("POST", api + "/auth/token", headers.toArray(String[]::new)) + body;
        }
    }

    @BeforeEach
    void bothPlanes(Helpdeskly running) {
        helpdeskly = running;
        String slug = running.newTenant("wire");
        planes = List.of(
                new Plane(
                        new Wire(running.app()),
                        "",
                        "/api/v1",
                        "X-Tenant-Slug: " + slug,
                        json("email", Helpdeskly.ownerOf(slug), "password", Helpdeskly.PASSWORD)
                                .toString()),
                new Plane(
                        new Wire(running.control()),
                        "/control",
                        "/control/api/v1",
                        "X-Tenant-Slug: none",
                        json("email", "admin@helpdeskly.local", "password", "admin")
                                .toString()));
    }

    /** Open Liberty refuses these before it knows for which application, in words of its own that cannot be changed. */
    @Test
    void pathsThatCannotBeDecodedAreRefusedWithTheServersOwnWordsAndNothingOfTheApplication() {
        for (Plane plane : planes) {
            for (String path : List.of("/%zz", "/%", "/a%00b", "/;x=1/auth", "/../../../../etc/passwd", "/%2e%2e/x")) {
                Wire.Reply reply = plane.get(plane.api() + path);
                assertThat(reply.status()).as(path).isEqualTo(400);
                new Wire.Reply(reply.text().replace("CWWWC0005I: ", ""), reply.closed()).hidesInternals();
            }
        }
    }

    @Test
    void pathsThatAreNoUtf8OrLeaveTheirSegmentAreProblems() {
        for (Plane plane : planes) {
            for (String path : List.of("/%c0%af", "/a%2fb", "/a\\b")) {
                plane.get(plane.api() + path).isProblem(400, "bad-request");
            }
        }
    }

    @Test
    void queriesThatAreNoPartOfAUriAreTheClientsFault() {
        String token = Helpdeskly.token(helpdeskly.controlApi(), "admin@helpdeskly.local", "admin");
        for (String query : List.of("q=%zz", "q=%", "q={x}", "q=a|b", "q=\"", "q=<x>", "%=1")) {
            for (Plane plane : planes) {
                plane.get(plane.api() + "/tickets?" + query).isProblem(400, "bad-request");
            }
            Plane control = planes.get(1);
            control.wire()
                    .send(control.head(
                            "GET", control.api() + "/tenants?" + query, CLOSE, "Authorization: Bearer " + token))
                    .isProblem(400, "bad-request");
        }
    }

    @Test
    void addressesOutsideOfEveryApplicationOfTheControlPortSayNothingOfTheServer() {
        Plane control = planes.get(1);
        for (String path : List.of("/", "/nothing", "/health/nothing", "/metrics/nothing", "/openapi/nothing")) {
            control.get(path).is(404);
        }
        assertThat(control.get("/%zz").hidesInternals().status()).isGreaterThanOrEqualTo(400);
        assertThat(control.get("/health/nothing").body()).contains("This request cannot be served.");
    }

    @Test
    void traceGivesNothingBackAndOptionsTellsTheMethods() {
        for (Plane plane : planes) {
            for (String path : List.of(plane.root() + "/", plane.root() + "/page", plane.api() + "/auth/token")) {
                Wire.Reply reply = plane.wire().send(plane.head("TRACE", path, CLOSE, "X-Secret: of-a-proxy"));
                assertThat(reply.hidesInternals().status()).isIn(403, 404, 405);
                assertThat(reply.text()).doesNotContain("of-a-proxy");
            }
            assertThat(plane.wire()
                            .send(plane.head("OPTIONS", plane.api() + "/auth/token", CLOSE))
                            .is(200)
                            .text())
                    .contains("Allow: POST, OPTIONS");
            plane.wire()
                    .send(plane.head("OPTIONS", plane.root() + "/nothing", CLOSE))
                    .isProblem(404, "not-found");
        }
        planes.get(1)
                .wire()
                .send(planes.get(1).head("TRACE", "/health/live", CLOSE))
                .is(403);
        planes.get(1).wire().send(planes.get(1).head("OPTIONS", "*", CLOSE)).is(404);
    }

    @Test
    void addressesAndHeadersThatAreTooLongAreRefusedWithoutAWord() {
        for (Plane plane : planes) {
            String[] many = new String[600];
            for (int i = 0; i < many.length; i++) {
                many[i] = "X-" + i + ": x";
            }
            for (String request : List.of(
                    plane.head("GET", plane.api() + '/' + "a".repeat(100_000)),
                    plane.head("GET", plane.api() + "/x", "X-A: " + "a".repeat(40_000)),
                    plane.head("GET", plane.api() + "/x", many),
                    plane.head("GET", plane.api() + "/x", "no header at all"),
                    "\u0016\u0003\u0001\u0002 as of TLS\r\n\r\n")) {
                Wire.Reply reply = plane.wire().send(request).is(400);
                assertThat(reply.body()).isEmpty();
                assertThat(reply.closed()).isTrue();
            }
        }
    }

    @Test
    void requestsWithoutAHostAreServedAsFarAsTheyCanBe() {
        planes.get(0).wire().send("GET /api/v1/tickets HTTP/1.0\r\n\r\n").isProblem(403, "tenant-slug-invalid");
        planes.get(0).wire().send("GET /nothing HTTP/1.0\r\n\r\n").isProblem(404, "not-found");
        planes.get(1)
                .wire()
                .send("GET /control/api/v1/tenants HTTP/1.0\r\n\r\n")
                .isProblem(401, "unauthorized");
        planes.get(1).wire().send("GET /nothing HTTP/1.0\r\n\r\n").is(404);
    }

    /**
     * In each of these a proxy may see another end than the server, and so not see the request that is hidden behind. Open
     * Liberty closes the connection by itself after an error, but not after a success.
     */
    @Test
    void nothingIsReadBehindABodyThatDoesNotSayOnceWhereItEnds() {
        for (Plane plane : planes) {
            String hidden = plane.head("GET", plane.api() + "/hidden");
            String body = plane.credentials();
            String chunks = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" + hidden;
            String length = "Content-Length: " + body.length();
            for (String request : List.of(
                    plane.signIn(chunks, "Content-Length: 5", "Transfer-Encoding: chunked"),
                    plane.signIn(chunks, "Transfer-Encoding: chunked", "Content-Length: " + chunks.length()),
                    plane.signIn(chunks, "Transfer-Encoding: xchunked"),
                    plane.signIn(chunks, "Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
                    plane.signIn(chunks, "Transfer-Encoding: gzip, chunked"),
                    plane.signIn(body + hidden, length, length),
                    plane.signIn(body + hidden, length, "Content-Length: " + (body.length() + hidden.length())),
                    plane.signIn(body + hidden, "Content-Length: -2"),
                    plane.signIn(body + hidden, "Content-Length: +2"),
                    plane.signIn(body + hidden, "Content-Length: two"),
                    plane.signIn(body + hidden))) {
                Wire.Reply reply = plane.wire().send(request).hidesInternals();
                assertThat(reply.status()).as(request).isIn(200, 400);
                assertThat(reply.closed()).as(request).isTrue();
            }
        }
    }

    /** A call that needs no body succeeds, so that the server itself sees no reason to close the connection. */
    @Test
    void nothingIsReadBehindALengthThatIsNone() {
        Plane control = planes.get(1);
        String slug = helpdeskly.newTenant("length");
        String token = Helpdeskly.token(helpdeskly.controlApi(), "admin@helpdeskly.local", "admin");
        String call = control.head(
                "POST",
                control.api() + "/tenants/" + slug + "/deactivate",
                "Authorization: Bearer " + token,
                "Content-Length: -2");
        Wire.Reply reply = control.wire()
                .send(call + control.head("GET", control.api() + "/hidden"))
                .is(200);
        assertThat(reply.closed()).isTrue();
    }

    @Test
    void bodiesThatEndTooSoonOrAreNotChunkedAsTheySayAreTheClientsFault() {
        for (Plane plane : planes) {
            for (String request : List.of(
                    plane.signIn("{}", "Content-Length: 50", CLOSE),
                    plane.signIn("5\r\n{}", "Transfer-Encoding: chunked", CLOSE),
                    plane.signIn("zz\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked", CLOSE),
                    plane.signIn("-2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked", CLOSE))) {
                plane.wire().sendAndEnd(request).isProblem(400, "bad-request");
            }
            plane.wire()
                    .sendAndEnd(plane.signIn("{}", "Content-Length: 1", CLOSE))
                    .isProblem(400, "malformed-json");
            plane.wire()
                    .sendAndEnd(plane.signIn("{}", "Content-Length: 999999999999", CLOSE))
                    .isProblem(413, "content-too-large");
        }
    }

    /** A connection that is closed while bytes still arrive is reset, and the client may lose what it was answered. */
    @Test
    void clientsThatReadOnlyWhenTheyHaveSentFarTooMuchSeeTheRefusal() {
        String large = "x".repeat(20_000_000);
        for (Plane plane : planes) {
            for (int i = 0; i < 5; i++) {
                plane.wire()
                        .send(plane.signIn(large, "Content-Length: " + large.length()))
                        .isProblem(413, "content-too-large");
                plane.wire()
                        .send(plane.signIn(
                                Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n",
                                "Transfer-Encoding: chunked"))
                        .isProblem(413, "content-too-large");
            }
        }
    }

    @Test
    void clientsThatNeverFinishTheirRequestKeepNobodyWaiting() throws IOException {
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (Plane plane : planes) {
                for (int i = 0; i < 15; i++) {
                    unfinished.add(plane.wire().leaveOpen(plane.signIn("{", "Content-Length: 50")));
                    unfinished.add(plane.wire().leaveOpen(plane.signIn("ff\r\n{", "Transfer-Encoding: chunked")));
                    unfinished.add(plane.wire().leaveOpen("GET " + plane.api() + "/x HTTP/1.1\r\nHo"));
                }
            }
            long begin = System.nanoTime();
            helpdeskly.controlApi().post("/auth/token", json()).isProblem(400, "invalid-request");
            planes.get(0).get("/api/v1/tickets").isProblem(401, "unauthorized");
            helpdeskly.atControl().get("/health/ready").is(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : unfinished) {
                socket.close();
            }
        }
    }
}
