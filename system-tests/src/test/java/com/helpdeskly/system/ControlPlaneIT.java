package com.helpdeskly.system;

import static com.helpdeskly.system.harness.Helpdeskly.json;
import static com.helpdeskly.system.harness.Helpdeskly.newSlug;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.system.harness.Client;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does with tenants, and what of it is refused. */
@ExtendWith(RunningServer.class)
class ControlPlaneIT {
    private Helpdeskly helpdeskly;
    private Client operator;

    @BeforeEach
    void signIn(Helpdeskly running) {
        helpdeskly = running;
        operator = running.operator();
    }

    @Test
    void cursorIsGoodForItsListAndFiltersAlone() {
        helpdeskly.newTenant("cursor");
        helpdeskly.newTenant("cursor");
        String cursor = operator.get("/tenants?limit=1&q=cursor").is(200).json().getString("next");

        for (String path : List.of("/tenants?q=other&cursor=", "/tenants?cursor=", "/jobs?cursor=", "/audit?cursor=")) {
            assertThat(operator.get(path + cursor)
                            .isProblem(400, "invalid-request")
                            .violations())
                    .containsExactly("cursor");
        }
        assertThat(operator.get("/tenants?limit=0")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit");
        assertThat(operator.get("/tenants?limit=101")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit");
        assertThat(operator.get("/tenants?status=NONE")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("status");
    }

    @Test
    void everyParameterThatIsWrongIsToldAtOnce() {
        assertThat(operator.get("/tenants?status=NONE&limit=0&q=%00")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("limit", "q", "status");
        assertThat(operator.get("/audit?from=-1000000000-01-01T00:00:00Z&to=%2B1000000000-12-31T23:59:59Z&limit=x")
                        .isProblem(400, "invalid-request")
                        .violations())
                .containsExactly("from", "limit", "to");
        operator.get("/audit?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z").is(200);
    }

    @Test
    void viewerReadsAndChangesNothing(Stack stack) throws SQLException {
        String slug = helpdeskly.newTenant("viewed");
        try (Connection control = stack.postgres().connect("helpdeskly_control");
                Statement statement = control.createStatement()) {
            statement.execute("insert into operators (id, email, name, role, password_hash, created_at, updated_at)"
                    + " select gen_random_uuid(), 'viewer@helpdeskly.local', 'Viewer', 'VIEWER', password_hash, now(), now()"
                    + " from operators where email = 'admin@helpdeskly.local' on conflict do nothing");
        }
        Client viewer = helpdeskly
                .controlApi()
                .token(Helpdeskly.token(helpdeskly.controlApi(), "viewer@helpdeskly.local", "admin"));

        viewer.get("/tenants/" + slug).is(200);
        viewer.get("/jobs").is(200);
        viewer.get("/audit").is(200);
        helpdeskly.requestTenant(viewer, newSlug("refused")).isProblem(403, "forbidden");
        viewer.patch("/tenants/" + slug, json("name", "X")).isProblem(403, "forbidden");
        for (String action : List.of("activate", "deactivate", "provision")) {
            viewer.post("/tenants/" + slug + "/" + action).isProblem(403, "forbidden");
        }
        viewer.post("/tenants/" + slug + "/suspend", json("reason", "x")).isProblem(403, "forbidden");
    }
}
