package com.helpdeskly.baseline.boundary;

import com.helpdeskly.baseline.control.TicketDesk;
import com.helpdeskly.baseline.control.TicketRows;
import com.helpdeskly.baseline.entity.NewTicket;
import com.helpdeskly.baseline.entity.TicketPage;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/** The page of tickets, and opening one, that the product is measured by. */
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {
    @Inject
    TicketRows rows;

    @Inject
    TicketDesk desk;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(NewTicket wanted) throws SQLException {
        return Response.status(Response.Status.CREATED)
                .entity(desk.open(wanted))
                .build();
    }

    @GET
    public TicketPage list() throws SQLException {
        return rows.newest();
    }
}
