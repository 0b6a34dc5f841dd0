package com.helpdeskly.console.boundary;

import com.helpdeskly.provisioning.boundary.ReadyDatabases;
import com.helpdeskly.provisioning.boundary.ReadyDatabases.StockView;
import com.helpdeskly.provisioning.control.StockSize;
import com.helpdeskly.web.json.JsonBody;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ready copies that make creating a tenant fast. */
@Path("/stock")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Template and stock")
public class StockResource {
    @Inject
    private ReadyDatabases databases;

    @Inject
    private CurrentCaller caller;

    @GET
    @Operation(summary = "Ready copies on each server")
    public StockView get() {
        return databases.stock();
    }

    @PUT
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Set how many ready copies each server is to have")
    public StockView resize(
            @RequestBody(content = @Content(schema = @Schema(implementation = StockSizeRequest.class))) JsonBody body) {
        Integer size = body.integer("size", 0, StockSize.MOST).required().get();
        body.orThrow();
        databases.resize(size, caller.get().email());
        return databases.stock();
    }
}
