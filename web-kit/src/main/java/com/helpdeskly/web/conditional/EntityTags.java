package com.helpdeskly.web.conditional;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Entity tags of single resources, and the conditions that a request sets with them (RFC 9110, sections 8.8.3, 13). */
public final class EntityTags {
    private static final int HASH_BYTES = 16;
    private static final Pattern BETWEEN_TAGS = Pattern.compile("\\s*,\\s*(?=(?:W/)?\"|$)");

    private EntityTags() {}

    /**
     * The strong tag of a version of a resource.
     *
     * @param version the version, which every change raises
     * @param parts what else the representation depends on, for example the versions of its parts
     */
    public static EntityTag of(long version, long... parts) {
        return new EntityTag(LongStream.concat(LongStream.of(version), LongStream.of(parts))
                .mapToObj(Long::toString)
                .collect(Collectors.joining("-")));
    }

    /**
     * The strong tag of a resource that has no version: a hash (SHA-256, cut to 128 bits) of all that is told of it.
     *
     * @param state a record of values whose text says all of them, the same on all nodes
     */
    public static EntityTag ofState(Record state) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(state.toString().getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Lets a change go on only if the client knows the current version, or sets no condition.
     *
     * @throws ProblemException 412 {@code precondition-failed} if it knows another version
     */
    public static void checkIfMatch(HttpHeaders headers, EntityTag current) {
        checkIfMatch(joined(headers, HttpHeaders.IF_MATCH), current);
    }

    /** As above, from the value of {@code If-Match}, {@code null} where there is none. Weak tags never match. */
    public static void checkIfMatch(String ifMatch, EntityTag current) {
        if (ifMatch != null && !names(ifMatch, tag -> tag.equals(quoted(current)))) {
            throw new ProblemException(
                    412, "precondition-failed", "This has changed since you read it; read it again.");
        }
    }

    /**
     * The condition of a request, for whoever knows the current version only while nobody else can change it.
     *
     * @return is given the current version, and throws as {@link #checkIfMatch} does
     */
    public static LongConsumer ifMatch(HttpHeaders headers) {
        return version -> checkIfMatch(headers, of(version));
    }

    /** Whether {@code If-None-Match} says that the client has this version already. */
    public static boolean isKnown(HttpHeaders headers, EntityTag current) {
        String ifNoneMatch = joined(headers, HttpHeaders.IF_NONE_MATCH);
        return ifNoneMatch != null
                && names(ifNoneMatch, tag -> tag.equals(quoted(current)) || tag.equals("W/" + quoted(current)));
    }

    /** The answer to a GET: 304 where the client has this version already, else 200 with the entity; both with the tag. */
    public static Response answer(HttpHeaders headers, EntityTag current, Object entity) {
        return isKnown(headers, current)
                ? Response.notModified(current).build()
                : Response.ok(entity).tag(current).build();
    }

    /** The answer to a POST that has made something with an id, to be found below the collection's own address. */
    public static Response created(UriInfo collection, UUID id, EntityTag current, Object entity) {
        return Response.created(
                        collection.getAbsolutePathBuilder().path(id.toString()).build())
                .tag(current)
                .entity(entity)
                .build();
    }

    private static boolean names(String header, Predicate<String> isCurrent) {
        return header.strip().equals("*")
                || BETWEEN_TAGS.splitAsStream(header.strip()).anyMatch(isCurrent);
    }

    private static String quoted(EntityTag tag) {
        return '"' + tag.getValue() + '"';
    }

    private static String joined(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null || values.isEmpty() ? null : String.join(", ", values);
    }
}
