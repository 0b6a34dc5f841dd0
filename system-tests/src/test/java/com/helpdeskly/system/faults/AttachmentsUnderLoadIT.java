package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.AtOnce;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Form;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many large files at once, on a node whose heap has no room for them. */
class AttachmentsUnderLoadIT {
    private static final int AT_ONCE = 20;
    private static final int SIZE = 12 * 1024 * 1024;
    private static final Pattern HEAP = Pattern.compile("(?m)^memory_usedHeap_bytes\\S* ([0-9.E]+)$");

    private static Stack stack;
    private static Helpdeskly helpdeskly;

    @BeforeAll
    static void start() {
        // 20 files of 12 MiB are 240 MiB; the server itself takes more than half of this.
        stack = RunningServer.newStack("files-load", List.of("-Xmx256m"));
        helpdeskly = Helpdeskly.of(stack);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void twentyUploadsAndTwentyDownloadsAtOnceAllSucceed() {
        Company company = Company.of(helpdeskly, "load");
        Client customer = company.customer().client();
        JsonObject ticket = newTicket(customer, "Large files");
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        String hash = hash(bytes);

        List<Integer> uploads = AtOnce.of(
                AT_ONCE,
                i -> customer.postForm(path(ticket) + "/attachments", Form.file("file-" + i, bytes))
                        .status());
        assertThat(uploads).containsOnly(201);
        List<JsonObject> attachments =
                customer.get(path(ticket) + "/attachments?limit=100").items();
        assertThat(attachments).hasSize(AT_ONCE);

        List<String> downloads = AtOnce.of(AT_ONCE, i -> download(customer, attachments.get(i)));
        assertThat(downloads).containsOnly(hash);

        List<String> both = AtOnce.of(
                2 * AT_ONCE,
                i -> i % 2 == 0
                        ? download(customer, attachments.get(i / 2))
                        : String.valueOf(customer.postForm(path(ticket) + "/attachments", Form.file("more-" + i, bytes))
                                .status()));
        assertThat(both).containsOnly(hash, "201");
        assertThat(usedHeap()).isLessThan(256.0 * 1024 * 1024);
        customer.get("/tickets").is(200);
    }

    private static double usedHeap() {
        Matcher used =
                HEAP.matcher(helpdeskly.atControl().get("/metrics").is(200).body());
        assertThat(used.find()).isTrue();
        return Double.parseDouble(used.group(1));
    }

    private static String download(Client person, JsonObject attachment) {
        HttpResponse<InputStream> response = person.exchange(
                "GET",
                "/attachments/" + attachment.getString("id"),
                BodyPublishers.noBody(),
                BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        MessageDigest hash = sha256();
        try (InputStream body = new DigestInputStream(response.body(), hash)) {
            body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
