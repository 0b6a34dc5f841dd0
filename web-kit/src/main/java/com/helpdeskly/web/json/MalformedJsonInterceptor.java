package com.helpdeskly.web.json;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes a 400 of whatever the server's own JSON providers throw while they read a body. Only here is it known to be the
 * client's fault: the same exceptions from anywhere else are ours.
 */
@Provider
public class MalformedJsonInterceptor implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (JsonException | JsonbException | ProcessingException e) {
            throw problemBehind(e)
                    .orElseGet(() -> MalformedJson.because("The body is not the JSON that is expected here.", e));
        }
    }

    /** A body that is too large fails while it is parsed, and is not malformed. */
    private static Optional<ProblemException> problemBehind(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof ProblemException)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable((ProblemException) cause);
    }
}
