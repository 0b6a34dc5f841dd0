package com.helpdeskly.web.paging;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes opaque cursors of the keys of a list's last item. A cursor is signed (HMAC-SHA256, {@value #MAC_LENGTH} bytes of
 * it) together with a context: nobody can make one up, or use one of another tenant, list, filter or order.
 */
public final class CursorCodec {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "helpdeskly list cursor 1";
    private static final int MAC_LENGTH = 16;
    private static final int MAX_CURSOR = 4096;
    private static final int MIN_SECRET = 16;

    // Not through Json, which looks for the provider on the class path at every call.
    private final JsonProvider json = JsonProvider.provider();
    private final SecretKeySpec key;

    /**
     * @param secret a secret of at least {@value #MIN_SECRET} bytes; the key is derived from it, so that it may serve other
     *     purposes as well. Nodes that answer for each other need the same one.
     */
    public CursorCodec(byte[] secret) {
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("the secret needs at least " + MIN_SECRET + " bytes");
        }
        byte[] derived = hmac(new SecretKeySpec(secret, ALGORITHM), PURPOSE.getBytes(StandardCharsets.UTF_8));
        this.key = new SecretKeySpec(derived, ALGORITHM);
    }

    /**
     * A cursor behind an item.
     *
     * @param context all that the list depends on: the tenant, the list, its filters and its order
     * @param keys what the list is ordered by, ending with what makes it unique
     */
    public String encode(String context, String... keys) {
        JsonArrayBuilder array = json.createArrayBuilder();
        Arrays.stream(keys).forEach(array::add);
        byte[] payload = array.build().toString().getBytes(StandardCharsets.UTF_8);
        byte[] cursor = ByteBuffer.allocate(MAC_LENGTH + payload.length)
                .put(mac(context, payload))
                .put(payload)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /**
     * The keys in a cursor.
     *
     * @throws ProblemException 400 for a cursor that was not made by {@link #encode} with this context
     */
    public List<String> decode(String context, String cursor) {
        byte[] bytes = bytes(cursor);
        if (bytes.length <= MAC_LENGTH) {
            throw unknown();
        }
        byte[] payload = Arrays.copyOfRange(bytes, MAC_LENGTH, bytes.length);
        if (!MessageDigest.isEqual(mac(context, payload), Arrays.copyOf(bytes, MAC_LENGTH))) {
            throw unknown();
        }
        try (JsonReader reader = json.createReader(new StringReader(new String(payload, StandardCharsets.UTF_8)))) {
            return reader.readArray().getValuesAs(JsonString::getString);
        }
    }

    private static byte[] bytes(String cursor) {
        try {
            return cursor.length() > MAX_CURSOR
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("cursor", "is not a cursor of this list");
    }

    /** The context goes in with its length, so that its end cannot be moved into the payload. */
    private byte[] mac(String context, byte[] payload) {
        byte[] bound = context.getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(Integer.BYTES + bound.length + payload.length)
                .putInt(bound.length)
                .put(bound)
                .put(payload)
                .array();
        return Arrays.copyOf(hmac(key, signed), MAC_LENGTH);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
