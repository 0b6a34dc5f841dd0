package com.helpdeskly.console.boundary;

import com.helpdeskly.jobs.boundary.JobView;
import com.helpdeskly.rotation.boundary.SecretRotations;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The secrets of the whole service. */
@Path("/secrets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
public class SecretsResource {
    @Inject
    private SecretRotations rotations;

    @Inject
    private CurrentCaller caller;

    @Context
    private UriInfo uri;

    @POST
    @Path("/rotate")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Seal all secrets anew under the first master key, in the background")
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    @Extension(name = "x-operation-id", value = "rotateSecrets")
    public Response rotate() {
        JobView job = rotations.ofMasterKey(caller.get().email());
        return Response.accepted(job)
                .location(uri.getBaseUriBuilder().path("jobs/{id}").build(job.id()))
                .build();
    }
}
