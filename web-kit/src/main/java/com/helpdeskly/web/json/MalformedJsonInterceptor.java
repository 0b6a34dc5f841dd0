package com.helpdeskly.web.json;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

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
            throw MalformedJson.because("The body is not the JSON that is expected here.", e);
        }
    }
}
