package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newTicket;
import static com.helpdeskly.system.harness.Helpdeskly.ownerOf;
import static com.helpdeskly.system.harness.Helpdeskly.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import com.helpdeskly.system.harness.Superuser;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Between two tenants there are three locks, and each holds by itself. The catalog is made to lead one tenant to the
 * database of another and two of the locks are opened; nothing of the other may be seen. Then the third is opened too,
 * and the secret is there: so it was that lock which held.
 */
@ExtendWith(RunningServer.class)
class LocksIT {
    private static final String SECRET = "Secret of the victim";

    private Helpdeskly helpdeskly;
    private Superuser superuser;
    private String mine;
    private String victim;
    private String victimsDatabase;
    private Client me;
    private JsonObject secret;

    @BeforeEach
    void twoTenants(Helpdeskly running, Stack stack) throws SQLException {
        helpdeskly = running;
        superuser = new Superuser(stack);
        mine = running.newTenant("locked");
        victim = running.newTenant("victim");
        victimsDatabase = superuser.databaseOf(victim);
        me = running.owner(mine);
        newTicket(me, "Of mine");
        Client them = running.owner(victim);
        secret = newTicket(them, SECRET);
        them.post(path(secret) + "/comments", json("body", SECRET)).is(201);
        superuser.execute("postgres", "create extension if not exists pg_stat_statements");
    }

    @Test
    void rightToConnectHoldsAlone() throws SQLException {
        openDiscriminator();
        openIdentity();
        leadMeToTheVictim();

        nothingOpens();
        assertThat(statementsOfMine()).isEmpty();
        openConnect();
        secretIsSeen();
    }

    @Test
    void identityRowHoldsAlone() throws SQLException {
        openConnect();
        openDiscriminator();
        leadMeToTheVictim();

        nothingOpens();
        assertThat(statementsOfMine())
                .as("what was read before the refusal")
                .isNotEmpty()
                .noneMatch(sql -> sql.matches("(?is).*\\b(tickets|comments|users)\\b.*"));
        openIdentity();
        secretIsSeen();
    }

    @Test
    void discriminatorHoldsAlone() throws SQLException {
        openConnect();
        openIdentity();
        leadMeToTheVictim();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(me.get("/tickets").is(200).items()).isEmpty());
        assertThat(me.get("/users").is(200).items()).isEmpty();
        me.get(path(secret)).isProblem(404, "ticket-not-found");
        me.get("/tickets/" + secret.getInt("number")).isProblem(404, "ticket-not-found");
        me.get(path(secret) + "/comments").isProblem(404, "ticket-not-found");
        me.get("/users/" + Helpdeskly.idOf(secret, "author")).isProblem(404, "user-not-found");
        me.get("/me").isProblem(401, "unauthorized");
        helpdeskly
                .tenant(mine)
                .post("/auth/token", json("email", ownerOf(victim), "password", Helpdeskly.PASSWORD))
                .isProblem(401, "invalid-credentials");
        openDiscriminator();
        secretIsSeen();
    }

    @Test
    void rowOfAnotherTenantInTheOwnDatabaseIsNeverFoundNorChanged() throws SQLException {
        JsonObject strange = newTicket(me, "Strange");
        String comments = path(newTicket(me, "Own")) + "/comments";
        String comment =
                me.post(comments, json("body", "Strange")).is(201).json().getString("id");
        String person = Helpdeskly.newPerson(me, "strange@" + mine + ".example", "AGENT");
        String all = "'" + strange.getString("id") + "', '" + comment + "', '" + person + "'";
        giveRows(superuser.databaseOf(mine), idOf(victim), "where id in (" + all + ")");

        assertThat(me.get("/tickets").is(200).items("title")).containsExactly("Own", "Of mine");
        assertThat(me.get("/users").is(200).items("id")).doesNotContain(person);
        assertThat(me.get(comments).is(200).items()).isEmpty();
        for (String path : List.of(path(strange), "/tickets/" + strange.getInt("number"))) {
            me.get(path).isProblem(404, "ticket-not-found");
            me.patch(path, json("title", "Taken")).isProblem(404, "ticket-not-found");
            me.delete(path).isProblem(404, "ticket-not-found");
            me.post(path + "/restore").isProblem(404, "ticket-not-found");
            me.post(path + "/comments", json("body", "x")).isProblem(404, "ticket-not-found");
        }
        me.patch(comments + "/" + comment, json("body", "Taken")).isProblem(404, "comment-not-found");
        me.delete(comments + "/" + comment).isProblem(404, "comment-not-found");
        me.patch("/users/" + person, json("name", "Taken")).isProblem(404, "user-not-found");
        me.post("/tickets", json("title", "x", "description", "x", "assignedToId", person))
                .isInvalid("assignedToId");
        helpdeskly
                .tenant(mine)
                .post("/auth/token", json("email", "strange@" + mine + ".example", "password", Helpdeskly.PASSWORD))
                .isProblem(401, "invalid-credentials");

        giveRows(superuser.databaseOf(mine), idOf(mine), "");
        assertThat(me.get(path(strange)).is(200).json()).isEqualTo(strange);
        assertThat(me.get(comments).is(200).items("body")).containsExactly("Strange");
        me.get("/users/" + person).is(200);
    }

    /** First lock: lets my role into the victim's database. */
    private void openConnect() throws SQLException {
        superuser.execute("postgres", "grant connect on database " + victimsDatabase + " to " + role(mine));
    }

    /** Second lock: the victim's rows say that they are mine. */
    private void openDiscriminator() throws SQLException {
        giveRows(victimsDatabase, idOf(mine), "");
    }

    /** Third lock: the victim's database says that it is mine. */
    private void openIdentity() throws SQLException {
        superuser.execute(
                victimsDatabase,
                "set session_replication_role = replica",
                "update tenant_identity set tenant_id = '" + idOf(mine) + "'");
    }

    /** A replica checks no foreign keys. */
    private void giveRows(String database, String tenant, String which) throws SQLException {
        superuser.execute(
                database,
                "set session_replication_role = replica",
                "update users set tenant_id = '" + tenant + "' " + which,
                "update tickets set tenant_id = '" + tenant + "' " + which,
                "update comments set tenant_id = '" + tenant + "' " + which);
    }

    /** No two tenants may have one database: the victim's own entry leads nowhere from then on. */
    private void leadMeToTheVictim() throws SQLException {
        superuser.execute("postgres", "select pg_stat_statements_reset()");
        superuser.execute(
                Superuser.CONTROL,
                "update tenants set database_name = database_name || '_lost', version = version + 1 where slug = '"
                        + victim + "'",
                "update tenants set database_name = '" + victimsDatabase + "', version = version + 1 where slug = '"
                        + mine + "'");
    }

    private void nothingOpens() {
        Awaitility.await().untilAsserted(() -> me.get("/tickets").isProblem(503, "tenant-unavailable"));
        assertThat(me.get("/tickets").body()).doesNotContain(SECRET);
        me.get(path(secret)).isProblem(503, "tenant-unavailable");
        me.patch(path(secret), json("title", "Taken")).isProblem(503, "tenant-unavailable");
        me.post("/tickets", json("title", "x", "description", "x")).isProblem(503, "tenant-unavailable");
        me.get("/users").isProblem(503, "tenant-unavailable");
        helpdeskly
                .tenant(mine)
                .post("/auth/token", json("email", ownerOf(victim), "password", Helpdeskly.PASSWORD))
                .isProblem(503, "tenant-unavailable");
    }

    /** The tenant's client may have to be made anew, which happens when the old one is idle or fails. */
    private void secretIsSeen() {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(me.get("/tickets").is(200).items("title")).containsExactly(SECRET));
    }

    private List<String> statementsOfMine() throws SQLException {
        return superuser.column(
                "postgres",
                "select query from pg_stat_statements s join pg_database d on d.oid = s.dbid"
                        + " join pg_roles r on r.oid = s.userid where d.datname = '" + victimsDatabase
                        + "' and r.rolname = '" + role(mine) + "'");
    }

    private String role(String slug) throws SQLException {
        return one("role_name", slug);
    }

    private String idOf(String slug) throws SQLException {
        return one("id", slug);
    }

    private String one(String column, String slug) throws SQLException {
        return superuser
                .column(Superuser.CONTROL, "select " + column + " from tenants where slug = '" + slug + "'")
                .get(0);
    }
}
