package com.helpdeskly.console.boundary;

import com.helpdeskly.operators.boundary.OperatorAccount;
import com.helpdeskly.operators.boundary.Operators;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SignInThrottle;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
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
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in of operators. */
@Path("/auth/token")
@Public
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class TokensResource {
    @Inject
    private Operators operators;

    @Inject
    private SignInThrottle throttle;

    @Inject
    private Tokens tokens;

    @POST
    @Operation(summary = "Exchange e-mail and password for an access token")
    public AccessToken signIn(JsonBody body, @Context HttpServletRequest request) {
        String email = body.string("email").required().length(1, 254).get();
        String password = body.string("password").required().length(1, 200).get();
        body.orThrow();
        // In one form, or every way to write an address would have attempts of its own.
        String account = email.strip().toLowerCase(Locale.ROOT);
        OperatorAccount operator = throttle.attempt(
                        "control " + account, request.getRemoteAddr(), () -> operators.authenticate(account, password))
                .orElseThrow(() -> new ProblemException(401, "invalid-credentials", "E-mail or password is wrong."));
        return tokens.issue(
                Plane.CONTROL,
                new TokenSubject(
                        operator.id(),
                        Optional.empty(),
                        operator.email(),
                        operator.name(),
                        operator.role().name()));
    }
}
