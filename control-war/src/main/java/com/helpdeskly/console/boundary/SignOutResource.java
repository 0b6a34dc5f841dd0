package com.helpdeskly.console.boundary;

import com.helpdeskly.signin.boundary.OperatorSignIn;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ends what a sign-in began. */
@Path("/auth/sign-out-everywhere")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SignOutResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OperatorSignIn signIn;

    @POST
    @APIResponse(responseCode = "204", description = "No Content")
    @Operation(summary = "Make all access tokens of the caller worthless")
    @Extension(name = "x-operation-id", value = "signOutOperatorEverywhere")
    public void signOutEverywhere() {
        signIn.signOutEverywhere(caller.get().id());
    }
}
