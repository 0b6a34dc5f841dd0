package com.helpdeskly.console.boundary;

import com.helpdeskly.web.document.ApiDocument;
import com.helpdeskly.web.document.Refusal;
import java.util.List;

/** What all operations of the control plane have in common. */
public class ControlDocument extends ApiDocument {
    /** Made by the server. */
    public ControlDocument() {
        super(
                List.of(
                        new Refusal(403, "Forbidden", "The caller's role does not allow it."),
                        new Refusal(404, "NotFound", "There is no such thing."),
                        new Refusal(429, "TooManyRequests", "Too many attempts; try again later."),
                        new Refusal(503, "Unavailable", "The service is not available now.")),
                List.of());
    }
}
