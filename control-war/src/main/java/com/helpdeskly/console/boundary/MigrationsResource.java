package com.helpdeskly.console.boundary;

import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Ids;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.fleet.boundary.MigrationOrder;
import com.helpdeskly.fleet.boundary.MigrationView;
import com.helpdeskly.fleet.boundary.Migrations;
import com.helpdeskly.fleet.entity.TenantOutcome;
import com.helpdeskly.fleet.entity.TenantProgress;
import com.helpdeskly.fleet.entity.WaveOrder;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs that bring the whole fleet to a schema version. */
@Path("/migrations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
public class MigrationsResource {
    private static final int MAX_WAVES = 20;
    private static final int MAX_NAMED = 1_000;
    private static final int MAX_PARALLELISM = 32;
    private static final int PARALLELISM = 4;
    private static final double FAILURE_RATIO = 0.1;

    @Inject
    private Migrations migrations;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Cursors cursors;

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @POST
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Plan a run over the fleet and begin it")
    @APIResponseSchema(value = MigrationView.class, responseCode = "202")
    public Response plan(
            @RequestBody(content = @Content(schema = @Schema(implementation = MigrationRequest.class))) JsonBody body) {
        return accepted(migrations.plan(order(body), caller.get().email()));
    }

    private static MigrationOrder order(JsonBody body) {
        Integer target = body.integer("targetVersion", 1, Integer.MAX_VALUE).get();
        List<WaveOrder> waves = body.objects("waves", MAX_WAVES).stream()
                .map(MigrationsResource::wave)
                .toList();
        int parallelism = body.integer("parallelism", 1, MAX_PARALLELISM).orElse(PARALLELISM);
        double ratio = body.number("haltAtFailureRatio", 0, 1).orElse(FAILURE_RATIO);
        boolean dryRun = body.bool("dryRun").orElse(false);
        body.orThrow();
        return new MigrationOrder(target, waves, parallelism, ratio, dryRun);
    }

    private static WaveOrder wave(JsonBody wave) {
        List<String> tenants = wave.stringList("tenants", MAX_NAMED, 50).get();
        Integer percent = wave.integer("percent", 1, 100).get();
        if ((tenants == null) == (percent == null)) {
            wave.reject("tenants", "either tenants or percent must be given");
        }
        return new WaveOrder(tenants, percent);
    }

    @GET
    @Operation(summary = "List runs, newest first")
    public Page<MigrationView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Query query = new Query();
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        return cursors.page(page, "migrations", migrations::list, MigrationView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A run and how its waves stand")
    @APIResponseSchema(MigrationView.class)
    public Response get(@PathParam("id") String id) {
        MigrationView migration = migrations.get(known(id));
        return EntityTags.answer(headers, EntityTags.ofState(migration), migration);
    }

    @GET
    @Path("/{id}/tenants")
    @Operation(summary = "Each tenant's outcome, newest tenants first")
    @Extension(name = "x-operation-id", value = "listMigrationTenants")
    public Page<TenantOutcome> tenants(
            @PathParam("id") String id,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Query query = new Query();
        TenantProgress progress = query.choice("status", status, TenantProgress.class);
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        UUID migration = migrations.get(known(id)).id();
        return cursors.page(
                page,
                "migration " + migration + ' ' + progress,
                (after, rows) -> migrations.tenants(migration, progress, after, rows),
                TenantOutcome::tenantId);
    }

    @POST
    @Path("/{id}/pause")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Stop a run for a while")
    @APIResponseSchema(value = MigrationView.class, responseCode = "202")
    public Response pause(@PathParam("id") String id) {
        return accepted(migrations.pause(known(id), caller.get().email()));
    }

    @POST
    @Path("/{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Go on with a run that was paused, has halted or was given up")
    @APIResponseSchema(value = MigrationView.class, responseCode = "202")
    public Response resume(@PathParam("id") String id) {
        return accepted(migrations.resume(known(id), caller.get().email()));
    }

    @POST
    @Path("/{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Try the tenants that failed again")
    @APIResponseSchema(value = MigrationView.class, responseCode = "202")
    public Response retry(@PathParam("id") String id) {
        return accepted(migrations.retry(known(id), caller.get().email()));
    }

    private Response accepted(MigrationView migration) {
        return Response.accepted(migration)
                .location(uri.getBaseUriBuilder().path("migrations/{id}").build(migration.id()))
                .tag(EntityTags.ofState(migration))
                .build();
    }

    private static UUID known(String id) {
        return Ids.parse(id, "migration-not-found", "There is no such run.");
    }
}
