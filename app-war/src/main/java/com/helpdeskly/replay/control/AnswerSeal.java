package com.helpdeskly.replay.control;

import com.helpdeskly.tokens.boundary.Tokens;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the answers that are kept to be given again, some of which hold secrets that are told once: AES-256-GCM
 * (NIST SP 800-38D, 96-bit random nonce, 128-bit tag) under a key that no tenant's database holds, bound to their request.
 */
@ApplicationScoped
public class AnswerSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private Tokens tokens;

    private SecretKeySpec key;

    @PostConstruct
    void prepare() {
        key = new SecretKeySpec(tokens.secretFor("answered-requests"), "AES");
    }

    /** Encrypts a text. @param owner what it belongs to: it opens for nothing else */
    String seal(String text, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** What was sealed; empty where the key has changed since. */
    Optional<String> open(String sealed, String owner) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(bytes).get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, owner);
            return Optional.of(
                    new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
