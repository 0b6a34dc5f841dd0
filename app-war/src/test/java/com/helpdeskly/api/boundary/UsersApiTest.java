package com.helpdeskly.api.boundary;

import static com.helpdeskly.api.boundary.TicketsApiTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.api.boundary.ApiServer.Answer;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsersApiTest {
    private static final String NEW_USER =
            "{\"email\": \"New@Example.com\", \"name\": \"New\", \"role\": \"AGENT\", \"password\": \"correct horse\"}";

    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @RegisterExtension
    final ApiServer api = new ApiServer(database);

    private final User admin = database.user("ada", Role.ADMIN);
    private final User agent = database.user("ann", Role.AGENT);
    private final User customer = database.user("cleo", Role.CUSTOMER);

    @Test
    void anAdminMakesChangesAndDeactivatesAUser() {
        Answer created = api.send(admin, "POST", "users", NEW_USER);
        assertThat(created.status()).isEqualTo(201);
        String path = "users/" + created.json().getString("id");
        assertThat(created.header("Location")).endsWith("/api/v1/" + path);
        assertThat(created.json().keySet())
                .containsExactlyInAnyOrder(
                        "id", "email", "name", "role", "active", "version", "createdAt", "updatedAt");
        assertThat(created.response().body()).doesNotContain("horse").doesNotContain("argon2");
        assertProblem(api.send(admin, "POST", "users", NEW_USER), 409, "email-taken");

        Answer changed = api.send(
                admin,
                "PATCH",
                path,
                "{\"name\": \"Newer\", \"role\": \"CUSTOMER\"}",
                "If-Match",
                created.header("ETag"));
        assertThat(changed.json().getString("name")).isEqualTo("Newer");
        assertThat(changed.json().getString("role")).isEqualTo("CUSTOMER");
        assertThat(api.get(agent, path).header("ETag")).isEqualTo(changed.header("ETag"));
        assertProblem(
                api.send(admin, "PATCH", path, "{\"name\": \"X\"}", "If-Match", created.header("ETag")),
                412,
                "precondition-failed");
        assertThat(api.send(admin, "DELETE", path, null).status()).isEqualTo(204);
        assertThat(api.get(admin, path).json().getBoolean("active")).isFalse();
        assertThat(api.send(admin, "PATCH", path, "{\"active\": true}").json().getBoolean("active"))
                .isTrue();
    }

    @Test
    void theLastAdminCannotGo() {
        assertProblem(api.send(admin, "DELETE", "users/" + admin.id(), null), 409, "last-admin");
        assertProblem(api.send(admin, "PATCH", "users/" + admin.id(), "{\"role\": \"AGENT\"}"), 409, "last-admin");
    }

    @Test
    void agentsLookAndCustomersDoNot() {
        assertThat(api.get(agent, "users").status()).isEqualTo(200);
        assertThat(api.get(agent, "users/" + customer.id()).status()).isEqualTo(200);
        assertProblem(api.get(customer, "users"), 403, "forbidden");
        assertProblem(api.get(customer, "users/" + customer.id()), 403, "forbidden");
        assertProblem(api.send(agent, "POST", "users", NEW_USER), 403, "forbidden");
        assertProblem(api.send(agent, "PATCH", "users/" + agent.id(), "{\"role\": \"ADMIN\"}"), 403, "forbidden");
        assertProblem(api.send(agent, "DELETE", "users/" + customer.id(), null), 403, "forbidden");
    }

    @Test
    void usersAreListedPageByPage() {
        JsonObject first = api.get(admin, "users?limit=2").json();
        JsonObject second =
                api.get(admin, "users?cursor=" + first.getString("next")).json();
        assertThat(first.getJsonArray("items").getJsonObject(0).getString("name"))
                .isEqualTo("ada");
        assertThat(first.getJsonArray("items")).hasSize(2);
        assertThat(second.getJsonArray("items")).hasSize(1);
        assertThat(second.isNull("next")).isTrue();
    }

    @Test
    void badUsersAreRefusedWithEveryReason() {
        Answer answer =
                api.send(admin, "POST", "users", "{\"email\": \"no\", \"role\": \"BOSS\", \"password\": \"short\"}");
        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.json().getJsonArray("violations")).hasSize(4);
        assertProblem(api.get(admin, "users/none"), 404, "not-found");
        assertProblem(api.get(admin, "users/01a20ca3-9941-7a91-98c9-fc96e7b7ea46"), 404, "user-not-found");
    }

    @Test
    void everybodySeesWhoTheyAreUntilTheyAreNobody() {
        JsonObject me = api.get(customer, "me").json();
        assertThat(me.getString("email")).isEqualTo("cleo@example.com");
        assertThat(me.getString("role")).isEqualTo("CUSTOMER");
        api.send(admin, "DELETE", "users/" + customer.id(), null);
        assertProblem(api.get(customer, "me"), 401, "unauthorized");
    }
}
