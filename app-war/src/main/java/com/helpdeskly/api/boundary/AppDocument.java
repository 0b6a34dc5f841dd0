package com.helpdeskly.api.boundary;

import com.helpdeskly.web.document.ApiDocument;
import com.helpdeskly.web.document.Refusal;
import java.util.List;

/** What all operations of the app plane have in common: their tenant, and what may be in its way. */
public class AppDocument extends ApiDocument {
    /** Made by the server. */
    public AppDocument() {
        super(
                List.of(
                        new Refusal(
                                403,
                                "TenantOrCallerForbidden",
                                "The caller may not do this, the tenant is not named, inactive, or another than the token's."),
                        new Refusal(404, "NotFoundInTenant", "There is no such tenant, or no such thing in it."),
                        new Refusal(
                                429,
                                "TooManyRequestsOfTenant",
                                "The tenant or the caller has used up what it may use now."),
                        new Refusal(503, "TenantUnavailable", "The tenant or its database is not available now.")),
                List.of(new Addition(
                        "X-Tenant-Slug", false, "The tenant, unless the sub-domain of the host names it.", "acme")));
    }
}
