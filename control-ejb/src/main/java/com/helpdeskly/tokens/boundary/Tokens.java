package com.helpdeskly.tokens.boundary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.configuration.control.Settings;
import com.helpdeskly.tokens.control.SigningKeys;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Access tokens: JWTs (RFC 7519) signed with HMAC-SHA-256. A token names its issuer, the plane as audience, its subject
 * with the role and generation, and the tenant; nothing else of the service has to be asked to check the token itself.
 *
 * <p>Key {@code helpdeskly.tokens.lifetime-s} (3600, 60..86400): how long a token is valid. What becomes of
 * its account meanwhile holds for it within a second.
 */
@ApplicationScoped
public class Tokens {
    private static final String ISSUER = "helpdeskly";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();

    /** Tokens whose signature was found good; about 1 KiB each. */
    private static final int REMEMBERED = 10_000;

    @Inject
    private SigningKeys keys;

    @Inject
    @ConfigProperty(name = "helpdeskly.tokens.lifetime-s", defaultValue = "3600")
    private int lifetimeSeconds;

    private MACSigner signer;
    private MACVerifier verifier;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** What a token with a good signature says, be it expired by now or not. */
    private record Verified(Plane plane, TokenSubject subject, Instant expires) {}

    @PostConstruct
    void prepare() {
        Settings.within("helpdeskly.tokens.lifetime-s", lifetimeSeconds, 60, 86_400);
        byte[] key = keys.derive("access-token");
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of 256 bits signs with HS256", e);
        }
    }

    /** A secret of 256 bits for another purpose, the same on all nodes, for example for signing cursors. */
    public byte[] secretFor(String purpose) {
        return keys.derive(purpose);
    }

    /** A token for somebody who has just proved who they are. */
    public AccessToken issue(Plane plane, TokenSubject subject) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(plane.name())
                .subject(subject.id().toString())
                .claim("email", subject.email())
                .claim("name", subject.name())
                .claim("role", subject.role())
                .claim("generation", subject.generation())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofSeconds(lifetimeSeconds))));
        subject.tenant().ifPresent(tenant -> claims.claim("tenant", tenant.toString()));
        SignedJWT jwt = new SignedJWT(HEADER, claims.build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of 256 bits signs with HS256", e);
        }
        return new AccessToken(jwt.serialize(), "Bearer", lifetimeSeconds);
    }

    /** Whom a token speaks for; empty if it is malformed, forged, expired, or of the other plane. */
    public Optional<TokenSubject> verify(Plane plane, String token) {
        return Optional.ofNullable(verified.get(token, this::read))
                .filter(good -> good.plane() == plane && Instant.now().isBefore(good.expires()))
                .map(Verified::subject);
    }

    /** When a token of ours expires; empty for what is no such token, be it good for something else or not. */
    public Optional<Instant> expiry(String token) {
        return Optional.ofNullable(verified.get(token, this::read)).map(Verified::expires);
    }

    /** {@code null}, which is not remembered, for what is not a token of ours. */
    private Verified read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean ours = JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    && TYPE.equals(jwt.getHeader().getType())
                    && jwt.verify(verifier);
            return ours ? verified(jwt.getJWTClaimsSet()) : null;
        } catch (ParseException | JOSEException | IllegalArgumentException forged) {
            return null;
        }
    }

    private static Verified verified(JWTClaimsSet claims) throws ParseException {
        if (!ISSUER.equals(claims.getIssuer())
                || claims.getAudience().size() != 1
                || claims.getExpirationTime() == null
                || !namesItsSubject(claims)) {
            return null;
        }
        TokenSubject subject = new TokenSubject(
                UUID.fromString(claims.getSubject()),
                Optional.ofNullable(claims.getStringClaim("tenant")).map(UUID::fromString),
                claims.getStringClaim("email"),
                claims.getStringClaim("name"),
                claims.getStringClaim("role"),
                Optional.ofNullable(claims.getLongClaim("generation")).orElse(0L));
        Plane plane = Plane.valueOf(claims.getAudience().get(0));
        return new Verified(plane, subject, claims.getExpirationTime().toInstant());
    }

    private static boolean namesItsSubject(JWTClaimsSet claims) throws ParseException {
        return claims.getSubject() != null
                && claims.getStringClaim("email") != null
                && claims.getStringClaim("name") != null
                && claims.getStringClaim("role") != null;
    }
}
