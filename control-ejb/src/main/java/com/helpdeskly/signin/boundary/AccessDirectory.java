package com.helpdeskly.signin.boundary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.signin.control.AccessCache;
import com.helpdeskly.signin.control.AccessRows;
import com.helpdeskly.signin.control.SecretHash;
import com.helpdeskly.signin.entity.AccessEntry;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.TokenSubject;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether whoever holds a token of the control plane still may come in, and with which role: it comes from memory, and
 * what changes is effective on every node within a second. When a machine token was used last is noted to about five
 * minutes.
 */
@ApplicationScoped
public class AccessDirectory {
    private static final System.Logger LOG = System.getLogger(AccessDirectory.class.getName());
    private static final int USE_MINUTES = 5;

    @Inject
    private AccessCache cache;

    @Inject
    private AccessRows rows;

    @Resource
    private ManagedExecutorService executor;

    private final Cache<UUID, Instant> uses = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(USE_MINUTES))
            .build();

    /** The operator of an access token that was verified. */
    public Optional<AccessEntry> operator(TokenSubject subject) {
        Optional<AccessEntry> known = cache.get(subject.id());
        if (known.filter(entry -> entry.generation() < subject.generation()).isPresent()) {
            // The token was issued after what this node knows.
            cache.forget(subject.id());
            known = cache.get(subject.id());
        }
        return known.filter(entry -> entry.secret().isEmpty())
                .filter(entry -> entry.isOpen(Instant.now()) && entry.generation() == subject.generation());
    }

    /** The machine that holds a secret. */
    public Optional<AccessEntry> machine(MachineSecret secret) {
        Optional<AccessEntry> known = cache.get(secret.id())
                .filter(entry -> entry.secret()
                        .filter(hash -> SecretHash.matches(secret.text(), hash))
                        .isPresent())
                .filter(entry -> entry.isOpen(Instant.now()));
        known.ifPresent(entry -> used(entry.id()));
        return known;
    }

    private void used(UUID id) {
        if (uses.asMap().putIfAbsent(id, Instant.now()) == null) {
            executor.execute(() -> {
                try {
                    rows.used(id, USE_MINUTES);
                } catch (RuntimeException away) {
                    LOG.log(Level.WARNING, "the use of a machine token was not noted: {0}", away.getMessage());
                }
            });
        }
    }
}
