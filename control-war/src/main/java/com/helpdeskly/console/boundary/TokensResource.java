package com.helpdeskly.console.boundary;

import com.helpdeskly.signin.boundary.OperatorSignIn;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of operators. */
@Path("/auth/token")
@Public
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class TokensResource {
    @Inject
    private OperatorSignIn signIn;

    @POST
    @Operation(summary = "Exchange e-mail and password for an access token")
    @Extension(name = "x-operation-id", value = "signInOperator")
    public AccessToken signIn(
            @RequestBody(content = @Content(schema = @Schema(implementation = SignInRequest.class))) JsonBody body,
            @Context HttpServletRequest request) {
        String email = body.string("email").required().length(1, 254).get();
        String password = body.string("password").required().length(1, 200).get();
        body.orThrow();
        return signIn.signIn(email, password, request.getRemoteAddr());
    }
}
