package com.helpdeskly.console.boundary;

import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.jobs.boundary.JobView;
import com.helpdeskly.provisioning.boundary.NewTenant;
import com.helpdeskly.provisioning.boundary.Provisioning;
import com.helpdeskly.provisioning.boundary.Removal;
import com.helpdeskly.rotation.boundary.SecretRotations;
import com.helpdeskly.tenants.boundary.TenantView;
import com.helpdeskly.tenants.boundary.Tenants;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.Tenant;
import com.helpdeskly.tenants.entity.TenantStatus;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.json.TextField;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tenants: create, look at, switch off and on. */
@Path("/tenants")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class TenantsResource {
    private static final int MAX_NAME = 100;
    private static final int MAX_REASON = 500;

    @Inject
    private Provisioning provisioning;

    @Inject
    private Removal removal;

    @Inject
    private SecretRotations rotations;

    @Inject
    private Tenants tenants;

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
    @Operation(summary = "Create a tenant; its database is provisioned in the background")
    @APIResponseSchema(value = TenantView.class, responseCode = "202")
    public Response create(
            @RequestBody(content = @Content(schema = @Schema(implementation = NewTenantRequest.class))) JsonBody body) {
        TenantView tenant = provisioning.create(newTenant(body), caller.get().email());
        return accepted(tenant);
    }

    private static NewTenant newTenant(JsonBody body) {
        String name =
                body.string("name").required().trimmed().length(1, MAX_NAME).get();
        String slug = body.string("slug").required().get();
        if (slug != null) {
            Slug.violation(slug).ifPresent(rule -> body.reject("slug", rule));
        }
        JsonBody owner = body.object("owner");
        String email = owner.email("email").required().get();
        String ownerName =
                owner.string("name").required().trimmed().length(1, MAX_NAME).get();
        String password = owner.string("password").length(8, 200).optional().orElse(null);
        body.orThrow();
        return new NewTenant(name, new Slug(slug), email, ownerName, password);
    }

    @GET
    @Operation(summary = "List tenants, newest first")
    public Page<TenantView> list(
            @QueryParam("q") String q,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Query query = new Query();
        String text = query.text("q", q);
        TenantStatus state = query.choice("status", status, TenantStatus.class);
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        return cursors.page(
                page,
                "tenants " + state + ' ' + text,
                (after, rows) -> tenants.list(text, state, after, rows),
                TenantView::id);
    }

    @GET
    @Path("/{idOrSlug}")
    @Operation(summary = "A tenant by id or slug")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response get(@PathParam("idOrSlug") String idOrSlug) {
        TenantView tenant = tenants.get(idOrSlug);
        return EntityTags.answer(headers, EntityTags.of(tenant.version()), tenant);
    }

    @PATCH
    @Path("/{idOrSlug}")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Rename a tenant, or bound the connections of each node to its database")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response change(
            @PathParam("idOrSlug") String idOrSlug,
            @RequestBody(content = @Content(schema = @Schema(implementation = TenantPatch.class))) JsonBody body) {
        TextField text = body.string("name");
        if (!body.has("limits")) {
            String name = text.required().trimmed().length(1, MAX_NAME).get();
            body.orThrow();
            return changed(tenants.rename(
                    idOrSlug, name, EntityTags.ifMatch(headers), caller.get().email()));
        }
        Optional<String> name = text.notNull().trimmed().length(1, MAX_NAME).optional();
        JsonBody limits = body.object("limits");
        Optional<Integer> connections =
                limits.integer("connections", 1, Tenant.MOST_CONNECTIONS).optional();
        if (!limits.has("connections")) {
            limits.reject("connections", "is required, a number or null");
        }
        body.orThrow();
        return changed(tenants.limit(
                idOrSlug,
                connections,
                name,
                EntityTags.ifMatch(headers),
                caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/activate")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Switch an inactive or suspended tenant on again")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response activate(@PathParam("idOrSlug") String idOrSlug) {
        return changed(tenants.activate(
                idOrSlug, EntityTags.ifMatch(headers), caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/deactivate")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Switch an active tenant off")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response deactivate(@PathParam("idOrSlug") String idOrSlug) {
        return changed(tenants.deactivate(
                idOrSlug, EntityTags.ifMatch(headers), caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/suspend")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Switch an active tenant off for a reason")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response suspend(
            @PathParam("idOrSlug") String idOrSlug,
            @RequestBody(content = @Content(schema = @Schema(implementation = SuspensionRequest.class)))
                    JsonBody body) {
        String reason =
                body.string("reason").required().trimmed().length(1, MAX_REASON).get();
        body.orThrow();
        return changed(tenants.suspend(
                idOrSlug, reason, EntityTags.ifMatch(headers), caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/provision")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Run a failed provisioning again")
    @APIResponseSchema(value = TenantView.class, responseCode = "202")
    public Response provision(@PathParam("idOrSlug") String idOrSlug) {
        return accepted(provisioning.runAgain(idOrSlug, caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/maintenance")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Keep a tenant's people out for a while, or let them in again")
    @Extension(name = "x-operation-id", value = "setTenantMaintenance")
    @APIResponseSchema(value = TenantView.class, responseCode = "200")
    public Response maintenance(
            @PathParam("idOrSlug") String idOrSlug,
            @RequestBody(content = @Content(schema = @Schema(implementation = MaintenanceRequest.class)))
                    JsonBody body) {
        Boolean enabled = body.bool("enabled").required().get();
        TextField text = body.string("reason");
        String reason = Boolean.TRUE.equals(enabled)
                ? text.required().trimmed().length(1, MAX_REASON).get()
                : text.trimmed().length(1, MAX_REASON).optional().orElse(null);
        body.orThrow();
        return changed(tenants.maintenance(
                idOrSlug,
                enabled,
                reason,
                EntityTags.ifMatch(headers),
                caller.get().email()));
    }

    @DELETE
    @Path("/{idOrSlug}")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Give a tenant up; its database is removed when its time of grace is over")
    @APIResponseSchema(value = TenantView.class, responseCode = "202")
    public Response delete(@PathParam("idOrSlug") String idOrSlug) {
        return accepted(removal.order(
                idOrSlug, EntityTags.ifMatch(headers), caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/restore")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Take a deletion back within its time of grace")
    @APIResponseSchema(value = TenantView.class, responseCode = "202")
    public Response restore(@PathParam("idOrSlug") String idOrSlug) {
        return accepted(removal.takeBack(
                idOrSlug, EntityTags.ifMatch(headers), caller.get().email()));
    }

    @POST
    @Path("/{idOrSlug}/rotate-secret")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Give a tenant's login role another password in the background, without a failed request")
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    public Response rotateSecret(@PathParam("idOrSlug") String idOrSlug) {
        JobView job = rotations.ofTenant(
                idOrSlug, EntityTags.ifMatch(headers), caller.get().email());
        return Response.accepted(job)
                .location(uri.getBaseUriBuilder().path("jobs/{id}").build(job.id()))
                .build();
    }

    private static Response changed(TenantView tenant) {
        return Response.ok(tenant).tag(EntityTags.of(tenant.version())).build();
    }

    private Response accepted(TenantView tenant) {
        URI location = uri.getBaseUriBuilder().path("tenants/{id}").build(tenant.id());
        return Response.accepted(tenant)
                .location(location)
                .tag(EntityTags.of(tenant.version()))
                .build();
    }
}
