package com.helpdeskly.console.boundary;

import com.helpdeskly.audit.boundary.AuditEntryView;
import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.audit.entity.AuditVerdict;
import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.tenants.boundary.Tenants;
import com.helpdeskly.tenants.entity.TenantId;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what when. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
    @Inject
    private AuditTrail audit;

    @Inject
    private Tenants tenants;

    @Inject
    private Cursors cursors;

    @GET
    @Operation(summary = "List audit entries, newest first")
    public Page<AuditEntryView> list(
            @QueryParam("tenant") String tenant,
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Query query = new Query();
        String idOrSlug = query.text("tenant", tenant);
        String byActor = query.text("actor", actor);
        String ofAction = query.text("action", action);
        Instant since = query.instant("from", from);
        Instant until = query.instant("to", to);
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        AuditTrail.Query wanted = new AuditTrail.Query(slugOf(idOrSlug), byActor, ofAction, since, until);
        return cursors.page(
                page, "audit " + wanted, (after, rows) -> audit.list(wanted, after, rows), AuditEntryView::id);
    }

    @GET
    @Path("/verify")
    @Operation(summary = "Check that no entry was changed, removed or slipped in")
    public AuditVerdict verify() {
        return audit.verify();
    }

    /** A slug is taken as it is, since entries outlive their tenant. */
    private String slugOf(String idOrSlug) {
        boolean isId = idOrSlug != null && TenantId.parse(idOrSlug).isPresent();
        return isId ? tenants.get(idOrSlug).slug() : idOrSlug;
    }
}
