package com.helpdeskly.console.control;

import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CallerAuthenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows operators by the tokens of the control plane; those of a tenant's people are worthless here. */
@ApplicationScoped
public class OperatorAuthenticator implements CallerAuthenticator {
    @Inject
    private Tokens tokens;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, Optional<String> bearerToken) {
        return bearerToken
                .flatMap(token -> tokens.verify(Plane.CONTROL, token))
                .map(operator -> new Caller(operator.id(), operator.email(), operator.name(), operator.role()));
    }
}
