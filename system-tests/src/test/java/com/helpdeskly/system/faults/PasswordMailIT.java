package com.helpdeskly.system.faults;

import static com.helpdeskly.system.harness.Helpdeskly.PASSWORD;
import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Company;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.MailServer;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a link for another password comes by mail, also through a mail server that is away for a while. */
class PasswordMailIT {
    private static final String NEXT = "another horse 2";
    private static final Pattern LINK = Pattern.compile(
            "https://([a-z0-9-]+)\\.example/#reset=3D([\\w-]+)" + "|https://([a-z0-9-]+)\\.example/#reset=([\\w-]+)");

    private static MailServer mailServer;
    private static Stack stack;
    private static Company company;
    private static Client anonymous;

    @BeforeAll
    static void start() {
        mailServer = new MailServer(0);
        stack = RunningServer.newStack(
                "mail",
                Map.of(
                        "HELPDESKLY_MAIL_HOST", "127.0.0.1",
                        "HELPDESKLY_MAIL_PORT", String.valueOf(mailServer.port()),
                        "HELPDESKLY_MAIL_STARTTLS", "false",
                        "HELPDESKLY_MAIL_FROM", "help@helpdeskly.example",
                        "HELPDESKLY_MAIL_RESET_LINK", "https://{slug}.example/#reset={token}"));
        Helpdeskly helpdeskly = Helpdeskly.of(stack);
        company = Company.of(helpdeskly, "mail");
        anonymous = helpdeskly.tenant(company.slug());
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        mailServer.close();
    }

    @Test
    void linkComesByMailAndSetsAnotherPassword() throws SQLException {
        Company.Person person = company.another("AGENT");
        ask(person.email()).is(202);
        String token = tokenMailedTo(mailServer, person.email());
        assertThat(rows()).noneMatch(row -> row.contains(token));
        anonymous.post("/auth/password-reset/" + token, json("password", NEXT)).is(204);
        person.client().get("/me").isProblem(401, "unauthorized");
        anonymous
                .post("/auth/token", json("email", person.email(), "password", NEXT))
                .is(200);
    }

    @Test
    void answerDoesNotTellWhetherThereIsSuchAnAccount() throws SQLException {
        String nobody = newSlug("nobody") + "@mail.example";
        Answer unknown = ask(nobody).is(202);
        Answer known = ask(company.another("AGENT").email()).is(202);
        assertThat(unknown.body()).isEqualTo(known.body());
        anonymous.post("/auth/password-reset", json("email", "x")).isInvalid("email");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rows()).isEmpty());
        assertThat(mailServer.mails()).noneMatch(mail -> mail.contains(nobody));
    }

    @Test
    void accountIsMailedSoOftenAndNoMore() throws SQLException {
        Company.Person person = company.another("AGENT");
        for (int i = 0; i < 6; i++) {
            ask(person.email()).is(202);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rows()).isEmpty());
        }
        assertThat(mailServer.mails().stream().filter(mail -> mail.contains("<" + person.email() + ">")))
                .hasSizeBetween(1, 3);
    }

    @Test
    void mailServerThatIsAwayLosesNothingAndHoldsUpNobody() throws SQLException {
        Company.Person person = company.another("AGENT");
        int port = mailServer.port();
        mailServer.close();
        long begin = System.nanoTime();
        ask(person.email()).is(202);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        company.agent().client().get("/tickets").is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rows()).isNotEmpty());
        String failed = "attempts > 0 and next_attempt_at < now() + interval '1 minute'";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(column(failed)).contains("t"));
        stack.server().killHard();
        stack.server().start();
        stack.server().awaitReady();
        mailServer = new MailServer(port);
        String token = tokenMailedTo(mailServer, person.email());
        anonymous
                .post("/auth/password-reset/" + token, json("password", PASSWORD))
                .is(204);
    }

    private static Answer ask(String email) {
        return anonymous.post("/auth/password-reset", json("email", email));
    }

    private static List<String> rows() throws SQLException {
        return column("m::text");
    }

    private static List<String> column(String expression) throws SQLException {
        Superuser superuser = new Superuser(stack);
        return superuser.column(
                superuser.databaseOf(company.slug()), "select " + expression + " from outgoing_mails m");
    }

    private static String tokenMailedTo(MailServer server, String email) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.mails()).anyMatch(mail -> mail.contains("<" + email + ">")));
        String mail = server.mails().stream()
                .filter(text -> text.contains("<" + email + ">"))
                .reduce((first, second) -> second)
                .orElseThrow();
        Matcher link = LINK.matcher(mail.replace("=\n", ""));
        assertThat(link.find()).as(mail).isTrue();
        assertThat(link.group(1) == null ? link.group(3) : link.group(1)).isEqualTo(company.slug());
        return link.group(2) == null ? link.group(4) : link.group(2);
    }
}
