package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newPerson;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.ownerOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Answer;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nobody ever sees another tenant's data. Every operation of the app plane stands once in {@link #operations}: a new
 * endpoint is added there and is then tried in every way.
 */
@ExtendWith(RunningServer.class)
class IsolationIT {
    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private Helpdeskly helpdeskly;
    private String mine;
    private String theirs;
    private Client me;
    private Client them;
    private JsonObject theirTicket;
    private String theirComment;
    private String theirUser;

    /** An operation, on a resource of the other tenant where it names one. */
    private record Operation(String method, String path, String body) {
        Answer by(Client client) {
            return client.send(method, path, body);
        }

        boolean namesAResource() {
            return path.matches(".*/[0-9a-f-]{36}.*");
        }
    }

    @BeforeEach
    void twoTenants(Helpdeskly running) {
        helpdeskly = running;
        mine = running.newTenant("mine");
        theirs = running.newTenant("theirs");
        me = running.owner(mine);
        them = running.owner(theirs);
        theirTicket = newTicket(them, "Secret of theirs");
        theirComment = them.post(
                        "/tickets/" + theirTicket.getString("id") + "/comments",
                        json("body", "Secret comment of theirs"))
                .is(201)
                .json()
                .getString("id");
        theirUser = newPerson(them, "agent@theirs.example", "AGENT");
    }

    private List<Operation> operations() {
        String ticket = "/tickets/" + theirTicket.getString("id");
        String comment = ticket + "/comments/" + theirComment;
        return List.of(
                new Operation("GET", "/me", null),
                new Operation("GET", "/users", null),
                new Operation(
                        "POST",
                        "/users",
                        json("email", "x@x.example", "name", "X", "role", "AGENT")
                                .toString()),
                new Operation("GET", "/users/" + theirUser, null),
                new Operation(
                        "PATCH",
                        "/users/" + theirUser,
                        json("name", "Taken over").toString()),
                new Operation("DELETE", "/users/" + theirUser, null),
                new Operation("GET", "/tickets", null),
                new Operation(
                        "POST",
                        "/tickets",
                        json("title", "X", "description", "X").toString()),
                new Operation("GET", ticket, null),
                new Operation("PATCH", ticket, json("title", "Taken over").toString()),
                new Operation("DELETE", ticket, null),
                new Operation("POST", ticket + "/restore", null),
                new Operation("GET", ticket + "/comments", null),
                new Operation(
                        "POST", ticket + "/comments", json("body", "Taken over").toString()),
                new Operation("GET", comment, null),
                new Operation("PATCH", comment, json("body", "Taken over").toString()),
                new Operation("DELETE", comment, null));
    }

    @Test
    void tokenOfOneTenantOpensNothingOfAnotherHoweverTheTenantIsNamed() {
        String theirHost = theirs + ".localhost:" + helpdeskly.app().getPort();
        for (Operation operation : operations()) {
            operation.by(me.with("X-Tenant-Slug", theirs)).isProblem(403, "tenant-mismatch");
            operation.by(me.with("X-Tenant-Slug", "").with("Host", theirHost)).isProblem(403, "tenant-mismatch");
            operation.by(me.with("Host", theirHost)).isProblem(403, "tenant-mismatch");
        }
        nothingOfTheirsHasChanged();
    }

    @Test
    void idsOfOneTenantNameNothingInAnother() {
        for (Operation operation : operations()) {
            Answer answer = operation.by(me).hidesInternals();
            if (operation.namesAResource()) {
                assertThat(answer.status()).as(operation.toString()).isEqualTo(404);
            }
            assertThat(answer.body()).doesNotContain("Secret").doesNotContain(ownerOf(theirs));
        }
        nothingOfTheirsHasChanged();
    }

    @Test
    void idsOfOneTenantAreUnknownInBodiesAndFiltersOfAnother() {
        assertThat(me.post("/tickets", json("title", "X", "description", "X", "assignedToId", theirUser))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("assignedToId");
        assertThat(me.post("/tickets", json("title", "X", "description", "X", "authorId", theirUser))
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("authorId");
        assertThat(me.get("/tickets?assignedTo=" + theirUser).is(200).items()).isEmpty();
        assertThat(me.get("/tickets?author=" + theirUser).is(200).items()).isEmpty();
    }

    @Test
    void cursorOfOneTenantIsWorthlessInAnother() {
        newTicket(them, "Second");
        newTicket(me, "First of mine");
        newTicket(me, "Second of mine");
        String cursor = them.get("/tickets?limit=1").is(200).json().getString("next");

        assertThat(me.get("/tickets?limit=1&cursor=" + cursor)
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("cursor");
    }

    @Test
    void withoutAValidTokenNothingOpens() {
        String token = Helpdeskly.token(helpdeskly.tenant(mine), ownerOf(mine), Helpdeskly.PASSWORD);
        for (Operation operation : operations()) {
            operation.by(helpdeskly.tenant(mine)).isProblem(401, "unauthorized");
        }
        for (String forged : forgeries(token)) {
            me.token(forged).get("/tickets").isProblem(401, "unauthorized");
        }
        me.with("Authorization", "Basic YTpi").get("/tickets").isProblem(401, "unauthorized");
    }

    /** The header says that nothing is signed, the claims are changed, the signature is cut, turned or of another. */
    private List<String> forgeries(String token) {
        String[] parts = token.split("\\.");
        String none = encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String admin = encode(decode(parts[1]).replace(mine, theirs).replace("ADMIN", "OWNER"));
        UnaryOperator<String> turned = text -> new StringBuilder(text).reverse().toString();
        return Stream.of(
                        none + "." + parts[1] + ".",
                        none + "." + parts[1] + "." + parts[2],
                        parts[0] + "." + admin + "." + parts[2],
                        parts[0] + "." + parts[1] + ".",
                        parts[0] + "." + parts[1] + "." + turned.apply(parts[2]),
                        parts[0] + "." + parts[1],
                        "x")
                .toList();
    }

    @Test
    void planesDoNotTakeEachOthersTokensAndCannotBeReachedThroughEachOthersPort() {
        String operator = Helpdeskly.token(helpdeskly.controlApi(), "admin@helpdeskly.local", "admin");
        String person = Helpdeskly.token(helpdeskly.tenant(mine), ownerOf(mine), Helpdeskly.PASSWORD);

        helpdeskly.tenant(mine).token(operator).get("/tickets").isProblem(401, "unauthorized");
        helpdeskly.controlApi().token(person).get("/tenants").isProblem(401, "unauthorized");
        assertThat(helpdeskly
                        .atApp()
                        .token(operator)
                        .get("/control/api/v1/tenants")
                        .status())
                .isEqualTo(404);
        assertThat(helpdeskly.atApp().get("/health/ready").status()).isEqualTo(404);
        assertThat(helpdeskly.atApp().get("/metrics").status()).isEqualTo(404);
        assertThat(helpdeskly
                        .atControl()
                        .token(person)
                        .with("X-Tenant-Slug", mine)
                        .get("/api/v1/tickets")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void customerSeesOwnTicketsAloneAndNothingOfInternalNotes() {
        newPerson(me, "customer@mine.example", "CUSTOMER");
        newPerson(me, "other@mine.example", "CUSTOMER");
        Client customer = helpdeskly.person(mine, "customer@mine.example");
        Client other = helpdeskly.person(mine, "other@mine.example");
        String ticket = newTicket(customer, "Mine alone").getString("id");
        String before = customer.get("/tickets/" + ticket).is(200).body();
        me.post(
                        "/tickets/" + ticket + "/comments",
                        Json.createObjectBuilder()
                                .add("body", "Internal secret")
                                .add("internal", true)
                                .build())
                .is(201);

        assertThat(customer.get("/tickets/" + ticket).is(200).body()).isEqualTo(before);
        assertThat(customer.get("/tickets/" + ticket + "/comments").is(200).items())
                .isEmpty();
        assertThat(customer.get("/tickets").is(200).body()).doesNotContain("Internal secret");
        other.get("/tickets/" + ticket).isProblem(404, "ticket-not-found");
        assertThat(other.get("/tickets").is(200).items()).isEmpty();
        other.post("/tickets/" + ticket + "/comments", json("body", "X")).isProblem(404, "ticket-not-found");
        customer.get("/users").isProblem(403, "forbidden");
        customer.post(
                        "/tickets/" + ticket + "/comments",
                        Json.createObjectBuilder()
                                .add("body", "X")
                                .add("internal", true)
                                .build())
                .isProblem(403, "forbidden");
    }

    @Test
    void roleOfATenantReachesItsOwnDatabaseAloneAndCannotChangeItsSchema(Stack stack) throws SQLException {
        String role = database(stack, mine);
        try (Connection admin = stack.postgres().connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("alter role " + role + " password 'known'");
            try (ResultSet rows = statement.executeQuery("select datname from pg_database where datallowconn and"
                    + " has_database_privilege('" + role + "', datname, 'connect')")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(role);
                assertThat(rows.next())
                        .as("a second database that the role may connect to")
                        .isFalse();
            }
        }
        String url = "jdbc:postgresql://" + stack.postgres().host() + ":"
                + stack.postgres().port() + "/";
        assertRefused("42501", () -> DriverManager.getConnection(url + database(stack, theirs), role, "known"));
        try (Connection own = DriverManager.getConnection(url + role, role, "known");
                Statement statement = own.createStatement()) {
            for (String change : List.of(
                    "create table t (i int)",
                    "create temporary table t (i int)",
                    "alter table tickets add x int",
                    "drop table comments",
                    "truncate tickets",
                    "create role x",
                    "create database x",
                    "update tenant_identity set tenant_id = '" + NO_ID + "'",
                    "delete from flyway_schema_history")) {
                assertRefused("42501", () -> statement.execute(change));
            }
        }
    }

    @Test
    void catalogThatLeadsToAnotherTenantsDatabaseOpensNothing(Stack stack) throws SQLException {
        String victim = helpdeskly.newTenant("victim");
        newTicket(helpdeskly.owner(victim), "Secret of the victim");
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement()) {
            statement.execute("alter table tenants drop constraint if exists tenants_database_unique");
            statement.execute("update tenants set version = version + 1, database_name = '" + database(stack, victim)
                    + "' where slug = '" + mine + "'");
        }
        try (Connection admin = stack.postgres().connect("postgres");
                Statement statement = admin.createStatement()) {
            // Without the first lock: the identity row alone must hold.
            statement.execute("grant connect on database " + database(stack, victim) + " to " + roleOf(stack, mine));
        }

        Awaitility.await().untilAsserted(() -> me.get("/tickets").isProblem(503, "tenant-unavailable"));
        assertThat(me.get("/tickets").body()).doesNotContain("Secret");
    }

    private void nothingOfTheirsHasChanged() {
        JsonObject ticket =
                them.get("/tickets/" + theirTicket.getString("id")).is(200).json();
        assertThat(ticket.getString("title")).isEqualTo("Secret of theirs");
        assertThat(ticket.getJsonArray("comments")).hasSize(1);
        assertThat(them.get("/users/" + theirUser).is(200).json().getBoolean("active"))
                .isTrue();
    }

    private static void assertRefused(String state, ThrowableAssert.ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(state));
    }

    private static String database(Stack stack, String slug) throws SQLException {
        return column(stack, slug, "database_name");
    }

    private static String roleOf(Stack stack, String slug) throws SQLException {
        return column(stack, slug, "role_name");
    }

    private static String column(Stack stack, String slug, String column) throws SQLException {
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement();
                ResultSet rows =
                        statement.executeQuery("select " + column + " from tenants where slug = '" + slug + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
