package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Form;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files on tickets. */
@ExtendWith(RunningServer.class)
class AttachmentsIT {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private static Company company;
    private static Client customer;
    private static Client agent;

    @BeforeAll
    static void oneCompany(Helpdeskly running) {
        company = Company.of(running, "files");
        customer = company.customer().client();
        agent = company.agent().client();
    }

    @Test
    void whatWasUploadedComesBackByteForByte() {
        JsonObject ticket = newTicket(customer, "With a file");
        byte[] bytes = random(3 * 256 * 1024 + 17);
        Answer created = customer.postForm(path(ticket) + "/attachments", Form.file("data.bin", bytes))
                .is(201);
        JsonObject attachment = created.json();

        assertThat(attachment.getString("name")).isEqualTo("data.bin");
        assertThat(attachment.getInt("size")).isEqualTo(bytes.length);
        assertThat(attachment.getString("type")).isEqualTo("application/octet-stream");
        assertThat(created.header("Location"))
                .hasValueSatisfying(
                        location -> assertThat(location).endsWith("/api/v1/attachments/" + attachment.getString("id")));
        HttpResponse<byte[]> answer = bytesOf(customer, attachment);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue(String.valueOf(bytes.length));
        assertThat(answer.headers().firstValue("ETag")).isEqualTo(created.header("ETag"));
        assertThat(customer.get(path(ticket)).json().getInt("attachmentCount")).isEqualTo(1);
        assertThat(customer.get("/tickets").items().get(0).getInt("attachmentCount"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsEverRenderedInThePagesOrigin() {
        JsonObject ticket = newTicket(customer, "Hostile");
        byte[] html = "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        JsonObject attachment = upload(customer, ticket, Form.file("page.html", html));

        assertThat(attachment.getString("type")).isEqualTo("text/html");
        HttpResponse<byte[]> answer = bytesOf(customer, attachment);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"page.html\"");
    }

    @Test
    void typeIsFoundFromTheBytes() {
        JsonObject ticket = newTicket(customer, "Picture");
        assertThat(upload(customer, ticket, Form.file("notes.txt", PNG)).getString("type"))
                .isEqualTo("image/png");
    }

    @Test
    void namesAreSafeInHeaders() {
        JsonObject ticket = newTicket(customer, "Names");
        JsonObject evil = upload(customer, ticket, Form.file("../../x/\u202egpj.\u0007fäil.exe", PNG));
        assertThat(evil.getString("name")).isEqualTo("gpj.fäil.exe");
        assertThat(bytesOf(customer, evil).headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"gpj.f_il.exe\"; filename*=UTF-8''gpj.f%C3%A4il.exe");
        assertThat(upload(customer, ticket, Form.file("", PNG)).getString("name"))
                .isEqualTo("file");
    }

    @Test
    void emptyFilesAreFiles() {
        JsonObject attachment = upload(customer, newTicket(customer, "Empty"), Form.file("empty.txt", new byte[0]));
        assertThat(attachment.getInt("size")).isZero();
        HttpResponse<byte[]> answer = bytesOf(customer, attachment);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void partsOfAFileAreServed() {
        byte[] bytes = random(300_000);
        JsonObject attachment = upload(customer, newTicket(customer, "Ranges"), Form.file("data.bin", bytes));
        assertPart(attachment, "bytes=0-9", 0, 10, bytes);
        assertPart(attachment, "bytes=262140-262150", 262_140, 262_151, bytes);
        assertPart(attachment, "bytes=299990-", 299_990, 300_000, bytes);
        assertPart(attachment, "bytes=299990-400000", 299_990, 300_000, bytes);
        assertPart(attachment, "bytes=-5", 299_995, 300_000, bytes);
        for (String whole : List.of("bytes=5-4", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b")) {
            assertThat(bytesOf(customer.with("Range", whole), attachment).statusCode())
                    .as(whole)
                    .isEqualTo(200);
        }
        for (String outside : List.of("bytes=300000-", "bytes=-0", "bytes=99999999999999999999-")) {
            Answer refused = customer.with("Range", outside).get(path(attachment, "attachments"));
            refused.isProblem(416, "range-not-satisfiable");
            assertThat(refused.header("Content-Range")).hasValue("bytes */300000");
        }
    }

    private static void assertPart(JsonObject attachment, String range, int from, int to, byte[] bytes) {
        HttpResponse<byte[]> part = bytesOf(customer.with("Range", range), attachment);
        assertThat(part.statusCode()).as(range).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes " + from + "-" + (to - 1) + "/" + bytes.length);
        assertThat(part.body()).as(range).isEqualTo(Arrays.copyOfRange(bytes, from, to));
    }

    @Test
    void conditionsHold() {
        JsonObject attachment =
                upload(customer, newTicket(customer, "Conditions"), Form.file("data.bin", random(1000)));
        String tag = bytesOf(customer, attachment).headers().firstValue("ETag").orElseThrow();
        assertThat(bytesOf(customer.with("If-None-Match", tag), attachment).statusCode())
                .isEqualTo(304);
        Client ranged = customer.with("Range", "bytes=0-9");
        assertThat(bytesOf(ranged.with("If-Range", tag), attachment).statusCode())
                .isEqualTo(206);
        assertThat(bytesOf(ranged.with("If-Range", "\"other\""), attachment).statusCode())
                .isEqualTo(200);
        customer.with("If-Match", "\"other\"")
                .delete(path(attachment, "attachments"))
                .isProblem(412, "precondition-failed");
        customer.with("If-Match", tag).delete(path(attachment, "attachments")).is(204);
        customer.get(path(attachment, "attachments")).isProblem(404, "attachment-not-found");
    }

    @Test
    void headTellsWithoutTheBytes() {
        JsonObject attachment = upload(customer, newTicket(customer, "Head"), Form.file("data.bin", random(1000)));
        HttpResponse<byte[]> head = customer.exchange(
                "HEAD", path(attachment, "attachments"), BodyPublishers.noBody(), BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue("1000");
        assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    }

    @Test
    void internalFilesAreNeverSeenByCustomers() {
        JsonObject ticket = newTicket(customer, "Internal");
        String before = customer.get(path(ticket)).body();
        JsonObject secret = upload(agent, ticket, Form.file("secret.txt", PNG).field("internal", "true"));
        assertThat(secret.getBoolean("internal")).isTrue();

        assertThat(customer.get(path(ticket)).body()).isEqualTo(before);
        assertThat(customer.get(path(ticket) + "/attachments").items()).isEmpty();
        customer.get(path(secret, "attachments")).isProblem(404, "attachment-not-found");
        customer.delete(path(secret, "attachments")).isProblem(404, "attachment-not-found");
        assertThat(agent.get(path(ticket)).json().getInt("attachmentCount")).isEqualTo(1);
        assertThat(agent.get(path(ticket) + "/attachments").items("name")).containsExactly("secret.txt");
        customer.postForm(path(ticket) + "/attachments", Form.file("x", PNG).field("internal", "true"))
                .isProblem(403, "forbidden");
    }

    @Test
    void othersTicketsHaveNoFilesForCustomers() {
        JsonObject ticket = newTicket(customer, "Mine");
        JsonObject attachment = upload(customer, ticket, Form.file("mine.txt", PNG));
        Client stranger = company.another("CUSTOMER").client();
        stranger.get(path(ticket) + "/attachments").isProblem(404, "ticket-not-found");
        stranger.get(path(attachment, "attachments")).isProblem(404, "attachment-not-found");
        stranger.delete(path(attachment, "attachments")).isProblem(404, "attachment-not-found");
        stranger.postForm(path(ticket) + "/attachments", Form.file("x", random(5_000_000)))
                .isProblem(404, "ticket-not-found");
        agent.delete(path(attachment, "attachments")).isProblem(403, "forbidden");
        company.admin().client().delete(path(attachment, "attachments")).is(204);
        assertThat(customer.get(path(ticket)).json().getInt("attachmentCount")).isZero();
    }

    @Test
    void filesOfADeletedTicketAreGoneWithIt() {
        JsonObject ticket = newTicket(customer, "Deleted");
        JsonObject attachment = upload(customer, ticket, Form.file("mine.txt", PNG));
        agent.delete(path(ticket)).is(204);
        customer.get(path(attachment, "attachments")).isProblem(404, "attachment-not-found");
        agent.get(path(attachment, "attachments")).isProblem(404, "attachment-not-found");
        agent.post(path(ticket) + "/restore").is(200);
        agent.get(path(attachment, "attachments")).is(200);
    }

    @Test
    void listIsPaged() {
        JsonObject ticket = newTicket(customer, "Many");
        for (int i = 0; i < 5; i++) {
            upload(customer, ticket, Form.file("file-" + i, PNG));
        }
        assertThat(customer.walk(path(ticket) + "/attachments?limit=2"))
                .extracting(item -> item.getString("name"))
                .containsExactly("file-0", "file-1", "file-2", "file-3", "file-4");
    }

    @Test
    void formsAreCheckedAsAWhole() {
        String uploads = path(newTicket(customer, "Forms")) + "/attachments";
        customer.postForm(uploads, new Form().field("internal", "maybe").field("else", "x"))
                .isInvalid("else", "file", "internal");
        customer.postForm(uploads, Form.file("a", PNG).part("form-data; name=\"file\"; filename=\"b\"", PNG))
                .isInvalid("file");
        customer.postForm(uploads, new Form().field("file", "no file")).isInvalid("file");
        customer.post(uploads, json("file", "x")).isProblem(415, "unsupported-media-type");
        customer.with("Content-Type", "multipart/form-data")
                .send("POST", uploads, "x")
                .isProblem(400, "malformed-form");
        for (String broken : List.of(
                "", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"file\"", "x".repeat(9000))) {
            customer.with("Content-Type", "multipart/form-data; boundary=b")
                    .send("POST", uploads, broken)
                    .hidesInternals()
                    .is(400);
        }
        Form many = Form.file("a", PNG);
        for (int i = 0; i < 8; i++) {
            many.field("more" + i, "x");
        }
        customer.postForm(uploads, many).isProblem(413, "content-too-large");
        customer.postForm(uploads, Form.file("a".repeat(5000), PNG)).isProblem(413, "content-too-large");
        assertThat(customer.get(uploads).items()).isEmpty();
    }

    @Test
    void fileThatIsTooLargeIsRefused() {
        String uploads = path(newTicket(customer, "Large")) + "/attachments";
        customer.postForm(uploads, Form.file("large.bin", new byte[20 * 1024 * 1024]))
                .is(201);
        customer.postForm(uploads, Form.file("larger.bin", new byte[20 * 1024 * 1024 + 1]))
                .isProblem(413, "content-too-large");
        customer.postForm(uploads, Form.file("huge.bin", new byte[30 * 1024 * 1024]))
                .isProblem(413, "content-too-large");
    }

    @Test
    void uploadThatIsSentAgainIsDoneOnce() {
        JsonObject ticket = newTicket(customer, "Again");
        Client keyed = customer.with("Idempotency-Key", newSlug("upload"));
        byte[] bytes = random(400_000);
        JsonObject first = keyed.postForm(path(ticket) + "/attachments", Form.file("a.bin", bytes))
                .is(201)
                .json();
        Answer again = keyed.postForm(path(ticket) + "/attachments", Form.file("a.bin", bytes))
                .is(201);
        assertThat(again.json()).isEqualTo(first);
        keyed.postForm(path(ticket) + "/attachments", Form.file("a.bin", random(400_000)))
                .isProblem(422, "idempotency-key-reused");
        assertThat(customer.get(path(ticket) + "/attachments").items()).hasSize(1);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    private static JsonObject upload(Client person, JsonObject ticket, Form form) {
        return person.postForm(path(ticket) + "/attachments", form).is(201).json();
    }

    private static String path(JsonObject ticket) {
        return Helpdeskly.path(ticket);
    }

    private static String path(JsonObject item, String list) {
        return "/" + list + "/" + item.getString("id");
    }

    private static HttpResponse<byte[]> bytesOf(Client person, JsonObject attachment) {
        return person.exchange(
                "GET", path(attachment, "attachments"), BodyPublishers.noBody(), BodyHandlers.ofByteArray());
    }
}
