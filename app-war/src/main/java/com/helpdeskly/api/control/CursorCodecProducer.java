package com.helpdeskly.api.control;

import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.web.paging.CursorCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Makes the codec of the app plane's cursors; all nodes have the same secret. */
@ApplicationScoped
public class CursorCodecProducer {
    @Inject
    private Tokens tokens;

    @Produces
    @Singleton
    CursorCodec cursors() {
        return new CursorCodec(tokens.secretFor("app-cursors"));
    }
}
