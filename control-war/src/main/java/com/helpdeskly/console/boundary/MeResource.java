package com.helpdeskly.console.boundary;

import com.helpdeskly.signin.boundary.OperatorSignIn;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own account. */
@Path("/me")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class MeResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OperatorSignIn signIn;

    @Context
    private HttpHeaders headers;

    @GET
    @Operation(summary = "The caller")
    @APIResponseSchema(Caller.class)
    @Extension(name = "x-operation-id", value = "getCaller")
    public Response get() {
        Caller me = caller.get();
        return EntityTags.answer(headers, EntityTags.ofState(me), me);
    }

    @POST
    @Path("/password")
    @Operation(
            summary = "Set another password",
            description = "All tokens from before are worthless then; the answer is a new one.")
    @Extension(name = "x-operation-id", value = "changePassword")
    public AccessToken changePassword(
            @RequestBody(content = @Content(schema = @Schema(implementation = PasswordChangeRequest.class)))
                    JsonBody body,
            @Context HttpServletRequest request) {
        String current =
                body.string("current").required().length(1, PasswordRules.MOST).get();
        String next = body.string("new")
                .required()
                .length(PasswordRules.LEAST, PasswordRules.MOST)
                .get();
        body.orThrow();
        Caller me = caller.get();
        return signIn.changePassword(me.id(), me.email(), current, next, request.getRemoteAddr());
    }
}
