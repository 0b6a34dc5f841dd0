package com.helpdeskly.web.security;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the container who calls the API, from the bearer token. A request without a token goes on as anonymous; one
 * that is refused goes on as anonymous too, with an {@link Outcome} that is thrown before anything else happens.
 *
 * <p>Each web module has a bean of its own that extends this, among its own classes: Open Liberty takes one in a library
 * of two web modules for two mechanisms of each. Payara needs to be told the roles.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @DeclareRoles({"ADMIN", "AGENT", "CUSTOMER"})
 * public class AppAuthentication extends BearerAuthenticationMechanism {}
 * }</pre>
 */
public abstract class BearerAuthenticationMechanism implements HttpAuthenticationMechanism {
    private static final String API = "/api/";

    @Inject
    CallerAuthenticator authenticator;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!isForApi(request)) {
            return context.doNothing();
        }
        Outcome outcome = outcomeOf(request);
        outcome.keep(request);
        return outcome.caller()
                .map(caller -> context.notifyContainerAboutLogin(caller.id().toString(), Set.of(caller.role())))
                .orElseGet(context::doNothing);
    }

    /** Looks at the decoded path as well, which is the one that the container goes by. */
    private static boolean isForApi(HttpServletRequest request) {
        return request.getRequestURI().contains(API) || (request.getServletPath() + '/').startsWith(API);
    }

    private Outcome outcomeOf(HttpServletRequest request) {
        try {
            Optional<String> token = BearerToken.of(request);
            Optional<Caller> caller = authenticator.authenticate(request, token);
            if (token.isPresent() && caller.isEmpty()) {
                throw Refusals.badToken();
            }
            return Outcome.admitted(caller);
        } catch (RuntimeException e) {
            return Outcome.refused(e);
        } catch (Error e) {
            // Payara answers an empty 200 where a mechanism dies of an error.
            return Outcome.refused(new IllegalStateException("the authentication died of an error", e));
        }
    }
}
