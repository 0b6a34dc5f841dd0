package com.helpdeskly.users.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SignInThrottle;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.helpdeskly.users.control.SignIn;
import com.helpdeskly.users.control.SignedIn;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.Public;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of a tenant's people. */
@Path("auth/token")
@Public
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class TokensResource {
    private static final int LONGEST_EMAIL = 254;

    @Inject
    CurrentTenant tenant;

    @Inject
    SignIn signIn;

    @Inject
    SignInThrottle throttle;

    @Inject
    Tokens tokens;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Exchange e-mail address and password for an access token",
            description = "The token is good for this tenant alone.")
    @Extension(name = "x-operation-id", value = "signIn")
    public AccessToken issue(
            @RequestBody(content = @Content(schema = @Schema(implementation = SignInRequest.class))) JsonBody body,
            @Context HttpServletRequest request) {
        var email = body.string("email").required().length(1, LONGEST_EMAIL);
        var password = body.string("password").required().length(1, NewPassword.MOST);
        body.orThrow();
        // In one form, or every way to write an address would have attempts of its own.
        String account = email.get().strip().toLowerCase(Locale.ROOT);
        SignedIn user = throttle.attempt(
                        tenant.id().toString(),
                        account,
                        request.getRemoteAddr(),
                        () -> signIn.find(account, password.get()))
                .orElseThrow(() -> new ProblemException(401, "invalid-credentials", "E-mail or password is wrong."));
        return tokens.issue(
                Plane.APP,
                new TokenSubject(
                        user.id(),
                        Optional.of(tenant.id()),
                        user.email(),
                        user.name(),
                        user.role().name(),
                        user.generation()));
    }
}
