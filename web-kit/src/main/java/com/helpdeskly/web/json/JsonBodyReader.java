package com.helpdeskly.web.json;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Gives a resource method its {@link JsonBody}; the same on every server, whatever JSON provider that has. A body that
 * does not tell its media type counts as octets for JAX-RS, and is read as JSON; what a client may declare is for the
 * resource to say.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
public class JsonBodyReader implements MessageBodyReader<JsonBody> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonBody.class;
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        return JsonBody.of(JsonText.object(bytes(body)));
    }

    /** Whatever goes wrong here comes from the client: it went away, or what it sent breaks the rules of HTTP. */
    private static byte[] bytes(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(400, "bad-request", "The body could not be read to its end.", e);
        }
    }
}
