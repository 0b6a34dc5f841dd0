package com.helpdeskly.console.boundary;

import com.helpdeskly.doctor.boundary.Doctor;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What does not fit, and its repair. */
@Path("/doctor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Doctor")
public class DoctorResource {
    @Inject
    private Doctor doctor;

    @Inject
    private CurrentCaller caller;

    @GET
    @Operation(summary = "Examine all servers and databases; nothing is changed")
    @Extension(name = "x-operation-id", value = "examine")
    public Doctor.Report examine() {
        return doctor.examine();
    }

    @POST
    @Path("/repair")
    @RolesAllowed({"OWNER", "OPERATOR"})
    @Operation(summary = "Examine, and mend what can safely be mended")
    @Extension(name = "x-operation-id", value = "repair")
    public Doctor.RepairReport repair() {
        return doctor.repair(caller.get().email());
    }
}
