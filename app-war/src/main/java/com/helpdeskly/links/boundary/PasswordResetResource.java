package com.helpdeskly.links.boundary;

import com.helpdeskly.links.control.LinkedPasswords;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.mail.control.ResetRequests;
import com.helpdeskly.users.boundary.NewPassword;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Another password for whoever has lost theirs. */
@Path("auth/password-reset")
@Public
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class PasswordResetResource {
    @Inject
    LinkedPasswords passwords;

    @Inject
    ResetRequests requests;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "Accepted")
    @Operation(
            summary = "Ask for a link by mail to set another password",
            description = "The answer is the same whether there is such an account or not.")
    public Response ask(
            @RequestBody(content = @Content(schema = @Schema(implementation = LostPassword.class))) JsonBody body,
            @Context HttpServletRequest request) {
        var email = body.email("email").required();
        body.orThrow();
        requests.ask(email.get(), request.getRemoteAddr());
        return Response.accepted().build();
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "No Content")
    @Operation(
            summary = "Set another password by the token of a link",
            description =
                    "Good once: 404 for a link that is none, 410 for one that was used or has expired. All access tokens"
                            + " and API keys of the user end.")
    @Extension(name = "x-operation-id", value = "resetPassword")
    public void reset(
            @PathParam("token") String token,
            @RequestBody(content = @Content(schema = @Schema(implementation = ResetPassword.class))) JsonBody body) {
        var password = NewPassword.of(body).required();
        body.orThrow();
        passwords.set(token, Purpose.PASSWORD_RESET, Optional.empty(), password.get());
    }
}
