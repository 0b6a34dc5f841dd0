package com.helpdeskly.replay.control;

import com.helpdeskly.credentials.control.AesGcm;
import com.helpdeskly.tokens.boundary.Tokens;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encrypts the answers that are kept to be given again, some of which hold secrets that are told once, under a 256-bit key
 * that no tenant's database holds, bound to their request.
 */
@ApplicationScoped
public class AnswerSeal {
    @Inject
    private Tokens tokens;

    private AesGcm key;

    @PostConstruct
    void prepare() {
        key = new AesGcm(tokens.secretFor("answered-requests"));
    }

    /** Encrypts a text. @param owner what it belongs to: it opens for nothing else */
    String seal(String text, String owner) {
        return key.seal(text, owner);
    }

    /** What was sealed; empty where the key has changed since. */
    Optional<String> open(String sealed, String owner) {
        try {
            return Optional.of(key.open(sealed, owner));
        } catch (GeneralSecurityException | IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
