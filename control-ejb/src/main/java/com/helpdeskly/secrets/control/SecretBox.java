package com.helpdeskly.secrets.control;

import com.helpdeskly.credentials.control.AesGcm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts what the control database keeps secret, with {@link AesGcm} under a 256-bit master key from outside the
 * archive. Each secret is bound to its owner: moved to another row it does not
 * open. A sealed secret names its key, so that keys can be rotated: {@code <key id>:<base64 of nonce and text>}.
 *
 * <p>Key {@code helpdeskly.secrets.keys} (none): {@code <id>:<base64 of 32 bytes>}, several separated by commas; the first one
 * seals, all of them open. Without it the application does not start.
 */
@ApplicationScoped
public class SecretBox {
    private static final int KEY_BYTES = 32;
    private static final String KEY = "helpdeskly.secrets.keys";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, AesGcm> keys = new LinkedHashMap<>();

    protected SecretBox() {}

    @Inject
    public SecretBox(@ConfigProperty(name = KEY) String configured) {
        for (String entry : configured.split(",")) {
            String[] parts = entry.strip().split(":", 2);
            byte[] key = parts.length == 2 && !parts[0].isEmpty() ? decode(parts[1]) : new byte[0];
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(KEY + " must be <id>:<base64 of 32 bytes>, separated by commas");
            }
            keys.put(parts[0], new AesGcm(key));
        }
    }

    /** A fresh secret of 256 random bits, as URL-safe text of 43 characters. */
    public String random() {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The id of the master key that seals. */
    public String keyId() {
        return keys.keySet().iterator().next();
    }

    /** Whether a secret is sealed under the key that seals today. */
    public boolean isOfToday(String sealed) {
        return sealed.startsWith(keyId() + ":");
    }

    /**
     * The secret sealed under the key that seals today; the same text when it is so already.
     *
     * @throws IllegalStateException as {@link #open} does
     */
    public String reseal(String sealed, String owner) {
        return isOfToday(sealed) ? sealed : seal(open(sealed, owner), owner);
    }

    /** @param owner what the secret belongs to, for example a tenant's id; needed again to open it */
    public String seal(String secret, String owner) {
        String keyId = keyId();
        return keyId + ":" + keys.get(keyId).seal(secret, owner);
    }

    /** @throws IllegalStateException when the key is unknown, or the secret was changed or belongs to another owner */
    public String open(String sealed, String owner) {
        String[] parts = sealed.split(":", 2);
        AesGcm key = keys.get(parts[0]);
        if (key == null) {
            throw new IllegalStateException("the master key " + parts[0] + " is not among " + KEY);
        }
        try {
            return key.open(parts[1], owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret of " + owner + " does not open", e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
