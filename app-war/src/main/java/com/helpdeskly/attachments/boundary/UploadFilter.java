package com.helpdeskly.attachments.boundary;

import com.helpdeskly.attachments.control.UploadIntake;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.web.idempotency.IdempotencyFilter;
import com.helpdeskly.web.request.FilterPriorities;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/**
 * Takes a form with a file in before anybody else asks for its body, which would be in memory as a whole then; what the
 * form says stands for the body of a request that is sent again, since each time the parts have another boundary.
 */
@Provider
@TakesUpload
@Priority(FilterPriorities.UPLOAD)
public class UploadFilter implements ContainerRequestFilter {
    @Inject
    UploadIntake intake;

    @Inject
    CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        TicketReference ticket =
                TicketReference.parse(context.getUriInfo().getPathParameters().getFirst("ticket"));
        byte[] fingerprint = intake.take(
                Viewer.of(caller.get()),
                ticket,
                context.getHeaderString(HttpHeaders.CONTENT_TYPE),
                context.getEntityStream());
        context.setProperty(IdempotencyFilter.BODY_TAKEN, fingerprint);
    }
}
