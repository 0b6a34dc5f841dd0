package com.helpdeskly.tokens.control;

import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.tokens.entity.SigningKey;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key that signs access tokens and page cursors. It is read once, at start, so that tokens can be made and checked
 * while the control database is away.
 *
 * <p>Key {@code helpdeskly.tokens.key} (none): base64 of at least 32 bytes, or else a key that the first node makes and
 * keeps, encrypted, in the control database.
 */
@Singleton
@Startup
@DependsOn("ControlDatabase")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SigningKeys {
    private static final String KEY_ID = "hs256-1";
    private static final int MIN_BYTES = 32;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private SecretBox secrets;

    @Inject
    @ConfigProperty(name = "helpdeskly.tokens.key")
    private Optional<String> configured;

    private volatile byte[] key;

    @PostConstruct
    void load() {
        key = configured.map(SigningKeys::decode).orElseGet(this::kept);
    }

    /** 256 bits for one purpose, derived from the key: HMAC-SHA-256 of the purpose's name. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private byte[] kept() {
        em.createNativeQuery(
                        "insert into signing_keys (id, sealed_key, created_at) values (?1, ?2, now()) on conflict (id) do nothing")
                .setParameter(1, KEY_ID)
                .setParameter(2, secrets.seal(secrets.random(), KEY_ID))
                .executeUpdate();
        SigningKey kept = em.find(SigningKey.class, KEY_ID);
        return secrets.open(kept.sealedKey(), KEY_ID).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decode(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalStateException("helpdeskly.tokens.key must be base64 of at least " + MIN_BYTES + " bytes");
        }
        return bytes;
    }
}
