package com.helpdeskly.users.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.control.UserRegister;
import com.helpdeskly.users.control.UserView;
import com.helpdeskly.web.conditional.EntityTags;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.KeyScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller, as the tenant knows them now. */
@Path("me")
@ApplicationScoped
@KeyScope(KeyScope.ANY)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class MeResource {
    @Inject
    CurrentCaller caller;

    @Inject
    UserRegister register;

    @Context
    HttpHeaders headers;

    @GET
    @APIResponseSchema(UserView.class)
    @Operation(summary = "Get the caller")
    public Response get() {
        UserView view = register.active(caller.get().id())
                .orElseThrow(() -> new ProblemException(401, "unauthorized", "This account is no longer active."));
        return EntityTags.answer(headers, EntityTags.of(view.version()), view);
    }
}
