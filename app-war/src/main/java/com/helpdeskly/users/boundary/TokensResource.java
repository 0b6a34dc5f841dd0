package com.helpdeskly.users.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SignInThrottle;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.helpdeskly.users.control.SignIn;
import com.helpdeskly.users.entity.User;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of a tenant's people. */
@Path("/auth/token")
@Public
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class TokensResource {
    @Inject
    private CurrentTenant tenant;

    @Inject
    private SignIn signIn;

    @Inject
    private SignInThrottle throttle;

    @Inject
    private Tokens tokens;

    @POST
    @Operation(summary = "Exchange e-mail and password for an access token of this tenant")
    public AccessToken signIn(JsonBody body, @Context HttpServletRequest request) {
        String email = body.string("email").required().length(1, 254).get();
        String password = body.string("password").required().length(1, 200).get();
        body.orThrow();
        User user = throttle.attempt(
                        tenant.id() + " " + email, request.getRemoteAddr(), () -> signIn.find(email, password))
                .orElseThrow(() -> new ProblemException(401, "invalid-credentials", "E-mail or password is wrong."));
        return tokens.issue(
                Plane.APP,
                new TokenSubject(
                        user.id(),
                        Optional.of(tenant.id()),
                        user.email(),
                        user.name(),
                        user.role().name()));
    }
}
