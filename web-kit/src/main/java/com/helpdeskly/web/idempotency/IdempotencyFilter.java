package com.helpdeskly.web.idempotency;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.web.request.FilterPriorities;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a {@code POST} with an {@code Idempotency-Key} that was carried out before its first answer again. Only what was
 * done is kept: a request that was refused or failed can be sent again with the same key. Without effect in a module that
 * has no {@link IdempotencyStore}, and for callers that nobody knows.
 */
@Provider
@Priority(FilterPriorities.IDEMPOTENCY)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
    /**
     * The property of a request whose body an earlier filter has taken in: a hash ({@code byte[]}) of what the body says,
     * which stands for the body here.
     */
    public static final String BODY_TAKEN = IdempotencyFilter.class.getName() + ".body";

    private static final String HEADER = "Idempotency-Key";
    private static final String REQUEST = IdempotentRequest.class.getName();
    private static final String ANSWER = StoredAnswer.class.getName();

    @Inject
    Instance<IdempotencyStore> store;

    @Inject
    CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        String key = context.getHeaderString(HEADER);
        Optional<Caller> known = caller.find();
        if (key == null || known.isEmpty() || store.isUnsatisfied() || !isPost(context)) {
            return;
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw ProblemException.invalid(HEADER, "must have 1 to 255 visible ASCII characters");
        }
        IdempotentRequest request = new IdempotentRequest(known.get().id(), key, fingerprint(context, body(context)));
        Optional<StoredAnswer> first = store.get().begin(request);
        if (first.isPresent()) {
            context.abortWith(first.get().response());
        } else {
            context.setProperty(REQUEST, request);
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
        if (!(context.getProperty(REQUEST) instanceof IdempotentRequest request)) {
            return;
        }
        if (answer.getStatus() >= 300) {
            context.removeProperty(REQUEST);
            store.get().failed(request);
            return;
        }
        StoredAnswer head = new StoredAnswer(answer.getStatus(), kept(answer), "");
        if (answer.hasEntity()) {
            context.setProperty(ANSWER, head);
        } else {
            store.get().answered(request, head);
        }
    }

    /** Keeps what the client gets, once it was written: a body that could not be written is not an answer. */
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(ANSWER) instanceof StoredAnswer head)
                || !(context.getProperty(REQUEST) instanceof IdempotentRequest request)) {
            context.proceed();
            return;
        }
        OutputStream client = context.getOutputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        context.setOutputStream(body);
        context.proceed();
        store.get()
                .answered(
                        request,
                        new StoredAnswer(head.status(), head.headers(), body.toString(StandardCharsets.UTF_8)));
        body.writeTo(client);
        context.setOutputStream(client);
    }

    private static Map<String, String> kept(ContainerResponseContext answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : StoredAnswer.KEPT) {
            Optional.ofNullable(answer.getStringHeaders().getFirst(name)).ifPresent(value -> headers.put(name, value));
        }
        Optional.ofNullable(answer.getMediaType())
                .ifPresent(type -> headers.put(StoredAnswer.KEPT.get(0), type.toString()));
        return headers;
    }

    private static byte[] body(ContainerRequestContext context) throws IOException {
        if (context.getProperty(BODY_TAKEN) instanceof byte[] hash) {
            return hash;
        }
        byte[] body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        return body;
    }

    private static boolean isPost(ContainerRequestContext context) {
        return context.getMethod().equals(HttpMethod.POST);
    }

    private static String fingerprint(ContainerRequestContext context, byte[] body) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            // Not the host: the same request may come again at another node.
            URI uri = context.getUriInfo().getRequestUri();
            String target = context.getMethod() + ' ' + uri.getRawPath() + '?' + uri.getRawQuery() + '\n';
            hash.update(target.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
