package com.helpdeskly.system.harness;

import com.helpdeskly.launcher.boundary.Stack;
import com.helpdeskly.secrets.control.SecretBox;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens of any content with the key of the product, which it takes from the control database. */
public final class TokenForge {
    private final byte[] key;

    private TokenForge(byte[] key) {
        this.key = key;
    }

    /** With the key of a stack. */
    public static TokenForge of(Stack stack) throws SQLException {
        String sealed = new Superuser(stack)
                .column(Superuser.CONTROL, "select sealed_key from signing_keys where id = 'hs256-1'")
                .get(0);
        String kept = new SecretBox(stack.secrets().masterKeys()).open(sealed, "hs256-1");
        return new TokenForge(mac("HmacSHA256", kept.getBytes(StandardCharsets.US_ASCII), "access-token"));
    }

    /** With a key of nobody. */
    public static TokenForge withForeignKey() {
        return new TokenForge(new byte[32]);
    }

    /** A token signed with HMAC-SHA-256, whatever its header says. */
    public String sign(JsonObject header, JsonObject claims) {
        return sign("HmacSHA256", header, claims);
    }

    /** A token signed with an algorithm of the Java platform. */
    public String sign(String algorithm, JsonObject header, JsonObject claims) {
        String content = encode(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        return content + "." + encode(mac(algorithm, key, content));
    }

    private static byte[] mac(String algorithm, byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
