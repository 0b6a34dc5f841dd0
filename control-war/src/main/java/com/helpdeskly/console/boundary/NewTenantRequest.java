package com.helpdeskly.console.boundary;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tenants}, for the API's document. */
@Schema(name = "NewTenant")
record NewTenantRequest(
        @Schema(required = true, minLength = 1, maxLength = 100, example = "Acme Ltd")
        String name,

        @Schema(required = true, minLength = 1, maxLength = 50, pattern = "^[a-z0-9-]+$", example = "acme")
        String slug,

        @Schema(required = true) Owner owner) {
    /** Its first user. */
    @Schema(name = "TenantOwner", description = "Its first admin; without a password they cannot sign in yet.")
    record Owner(
            @Schema(required = true, maxLength = 254, example = "ada@acme.example")
            String email,

            @Schema(required = true, minLength = 1, maxLength = 100, example = "Ada")
            String name,

            @Schema(minLength = 8, maxLength = 200, example = "correct horse 1")
            String password) {}
}
