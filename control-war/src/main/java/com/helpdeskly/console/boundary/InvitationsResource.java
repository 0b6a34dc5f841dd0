package com.helpdeskly.console.boundary;

import com.helpdeskly.signin.boundary.OperatorSignIn;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The links by which operators set their first password. */
@Path("/operators/invitations/{token}")
@Public
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class InvitationsResource {
    @Inject
    private OperatorSignIn signIn;

    @POST
    @APIResponse(responseCode = "204", description = "No Content")
    @Operation(summary = "Accept an invitation by setting a password; the link is good once")
    @Extension(name = "x-operation-id", value = "acceptOperatorInvitation")
    public void accept(
            @PathParam("token") String token,
            @RequestBody(content = @Content(schema = @Schema(implementation = FirstPasswordRequest.class)))
                    JsonBody body) {
        String password = body.string("password")
                .required()
                .length(PasswordRules.LEAST, PasswordRules.MOST)
                .get();
        body.orThrow();
        signIn.acceptInvitation(token, password);
    }
}
