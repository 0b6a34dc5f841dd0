package com.helpdeskly.console.control;

import com.helpdeskly.signin.boundary.AccessDirectory;
import com.helpdeskly.signin.entity.AccessEntry;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CallerAuthenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Knows operators by the access tokens of the control plane and machines by their secrets, as long as they may come in, in
 * the role that they have now; tokens of a tenant's people are worthless here.
 */
@ApplicationScoped
public class OperatorAuthenticator implements CallerAuthenticator {
    @Inject
    private Tokens tokens;

    @Inject
    private AccessDirectory directory;

    @Override
    public Optional<Caller> authenticate(HttpServletRequest request, Optional<String> bearerToken) {
        return bearerToken
                .flatMap(this::find)
                .map(known -> new Caller(known.id(), known.actor(), known.name(), known.role()));
    }

    private Optional<AccessEntry> find(String token) {
        return MachineSecret.isMeant(Plane.CONTROL, token)
                ? MachineSecret.parse(Plane.CONTROL, token).flatMap(directory::machine)
                : tokens.verify(Plane.CONTROL, token).flatMap(directory::operator);
    }
}
