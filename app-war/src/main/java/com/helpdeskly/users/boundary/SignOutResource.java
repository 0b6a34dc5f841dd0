package com.helpdeskly.users.boundary;

import com.helpdeskly.users.control.UserRegister;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ends the access tokens of the caller, for example those on a device that was lost. */
@Path("auth/sign-out-everywhere")
@ApplicationScoped
@Tag(name = "Sign-in")
public class SignOutResource {
    @Inject
    CurrentCaller caller;

    @Inject
    UserRegister register;

    @POST
    @APIResponse(responseCode = "204", description = "No Content")
    @Operation(
            summary = "Make all access tokens of the caller worthless, the one of this call included",
            description = "On every node within a second. API keys stay.")
    @Extension(name = "x-operation-id", value = "signOutEverywhere")
    public void signOut() {
        register.signOutEverywhere(caller.get().id());
    }
}
