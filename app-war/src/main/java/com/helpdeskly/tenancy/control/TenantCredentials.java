package com.helpdeskly.tenancy.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.standing.boundary.Standing;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.helpdeskly.web.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whom an access token or an API key lets in to a tenant at this moment. */
@ApplicationScoped
public class TenantCredentials {
    @Inject
    private Tokens tokens;

    @Inject
    private Standing standing;

    /**
     * The holder of a token or key.
     *
     * @return empty for one that is worthless, or is so by now
     * @throws ProblemException 403 for the access token of another tenant
     */
    public Optional<Caller> holder(TenantEntry tenant, String credential) {
        if (MachineSecret.isMeant(Plane.APP, credential)) {
            return MachineSecret.parse(Plane.APP, credential).flatMap(secret -> standing.key(tenant, secret));
        }
        return tokens.verify(Plane.APP, credential).flatMap(subject -> person(subject, tenant));
    }

    private Optional<Caller> person(TokenSubject subject, TenantEntry tenant) {
        if (!subject.tenant().equals(Optional.of(tenant.id().value()))) {
            throw TenantRefused.mismatch();
        }
        return standing.person(tenant, subject);
    }
}
