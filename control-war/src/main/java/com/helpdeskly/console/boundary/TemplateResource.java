package com.helpdeskly.console.boundary;

import com.helpdeskly.provisioning.boundary.ReadyDatabases;
import com.helpdeskly.provisioning.boundary.ReadyDatabases.TemplateView;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What new databases are copied from. */
@Path("/template")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Template and stock")
public class TemplateResource {
    @Inject
    private ReadyDatabases databases;

    @GET
    @Operation(summary = "Fingerprint and schema version of new databases, and where the template is ready")
    public TemplateView get() {
        return databases.template();
    }
}
