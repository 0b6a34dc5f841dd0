package com.helpdeskly.console.boundary;

import com.helpdeskly.figures.boundary.ConnectionFigures;
import com.helpdeskly.figures.boundary.NodeFigures;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this node uses of the tenants' databases. */
@Path("/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class ConnectionsResource {
    @Inject
    private NodeFigures figures;

    @GET
    @Operation(summary = "Connections and clients of this node, by tenant")
    @Extension(name = "x-operation-id", value = "getConnections")
    public ConnectionFigures get() {
        return figures.connections();
    }
}
