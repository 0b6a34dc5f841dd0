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
 * that is refused goes on as anonymous too, with a {@link Refusal} that is thrown before anything else happens.
 *
 * <p>Each web module has a bean of its own that extends this, among its own classes: Open Liberty takes one in a library
 * of two web modules for two mechanisms of each.
 *
 * <pre>{@code
 * @ApplicationScoped
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
        if (!request.getRequestURI().contains(API)) {
            return context.doNothing();
        }
        Optional<Caller> caller = authenticate(request);
        return caller.map(known -> context.notifyContainerAboutLogin(known.id().toString(), Set.of(known.role())))
                .orElseGet(context::doNothing);
    }

    private Optional<Caller> authenticate(HttpServletRequest request) {
        try {
            Optional<String> token = BearerToken.of(request);
            Optional<Caller> caller = authenticator.authenticate(request, token);
            if (token.isPresent() && caller.isEmpty()) {
                throw Refusal.badToken();
            }
            caller.ifPresent(known -> Caller.OF_REQUEST.keep(request, known));
            return caller;
        } catch (RuntimeException e) {
            Refusal.OF_REQUEST.keep(request, new Refusal(e));
            return Optional.empty();
        }
    }
}
