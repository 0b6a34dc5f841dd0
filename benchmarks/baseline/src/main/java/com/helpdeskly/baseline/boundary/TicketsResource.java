package com.helpdeskly.baseline.boundary;

import com.helpdeskly.baseline.control.TicketRows;
import com.helpdeskly.baseline.entity.TicketPage;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/** The page of tickets that the product is measured by. */
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {
    @Inject
    TicketRows rows;

    @GET
    public TicketPage list() throws SQLException {
        return rows.newest();
    }
}
