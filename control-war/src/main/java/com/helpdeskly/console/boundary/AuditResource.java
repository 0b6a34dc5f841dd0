package com.helpdeskly.console.boundary;

import com.helpdeskly.audit.boundary.AuditEntryView;
import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.console.control.Cursors;
import com.helpdeskly.console.control.Query;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
        AuditTrail.Query wanted = new AuditTrail.Query(
                query.text("tenant", tenant),
                query.text("actor", actor),
                query.text("action", action),
                query.instant("from", from),
                query.instant("to", to));
        PageRequest page = query.page(limit, cursor);
        query.orThrow();
        return cursors.page(
                page, "audit " + wanted, (after, rows) -> audit.list(wanted, after, rows), AuditEntryView::id);
    }
}
