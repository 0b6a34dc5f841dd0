package com.helpdeskly.api.control;

import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.web.paging.CursorCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the codec of all cursors of the app plane; its secret is the same on all nodes. */
@ApplicationScoped
public class CursorProducer {
    @Produces
    @Singleton
    CursorCodec codec(Tokens tokens) {
        return new CursorCodec(tokens.secretFor("app-cursors"));
    }
}
