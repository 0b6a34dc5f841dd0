package com.helpdeskly.console.boundary;

import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.JobStream;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.jobs.boundary.JobView;
import com.helpdeskly.jobs.boundary.JobWatch;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.jobs.entity.JobStatus;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.boundary.Tenants;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The durable work of the service. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobsResource {
    @Inject
    private Jobs jobs;

    @Inject
    private JobWatch watch;

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

    @GET
    @Operation(summary = "List jobs, newest first")
    public Page<JobView> list(
            @QueryParam("tenant") String tenant,
            @QueryParam("status") String status,
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Query query = new Query();
        String idOrSlug = query.text("tenant", tenant);
        JobStatus state = query.choice("status", status, JobStatus.class);
        String ofKind = query.text("kind", kind);
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        UUID ofTenant = idOrSlug == null
                ? null
                : parse(idOrSlug).orElseGet(() -> tenants.get(idOrSlug).id());
        return cursors.page(
                page,
                "jobs " + ofTenant + ' ' + state + ' ' + ofKind,
                (after, rows) -> jobs.list(ofTenant, state, ofKind, after, rows),
                JobView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A job with its steps")
    @APIResponseSchema(JobView.class)
    public Response get(@PathParam("id") String id) {
        JobView job = known(id);
        return EntityTags.answer(headers, EntityTags.ofState(job), job);
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "A job's progress as server-sent events, until it ends")
    @Extension(name = "x-operation-id", value = "watchJob")
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        JobView job = known(id);
        watch.watch(job.id(), new JobStream(sink, sse));
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Run a job that was given up again")
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    public Response retry(@PathParam("id") String id) {
        return accepted(jobs.retry(known(id).id(), caller.get().email()));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Have a job given up, and what it made undone")
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    public Response cancel(@PathParam("id") String id) {
        return accepted(jobs.cancel(known(id).id(), caller.get().email()));
    }

    private Response accepted(JobView job) {
        return Response.accepted(job)
                .location(uri.getBaseUriBuilder().path("jobs/{id}").build(job.id()))
                .build();
    }

    private JobView known(String id) {
        return parse(id)
                .flatMap(jobs::find)
                .orElseThrow(() -> new ProblemException(404, "job-not-found", "There is no such job."));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
