package com.helpdeskly.baseline.boundary;

import com.helpdeskly.baseline.control.Database;
import com.helpdeskly.baseline.entity.TenantDatabase;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Tells the baseline which database to read. */
@Path("/database")
@Consumes(MediaType.APPLICATION_JSON)
public class DatabaseResource {
    @Inject
    Database database;

    @PUT
    public void open(TenantDatabase wanted) {
        database.open(wanted);
    }
}
