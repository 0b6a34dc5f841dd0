package com.helpdeskly.standing.boundary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.signin.control.SecretHash;
import com.helpdeskly.standing.control.StandingMemory;
import com.helpdeskly.standing.control.StandingRows;
import com.helpdeskly.standing.entity.KeyStanding;
import com.helpdeskly.standing.entity.PersonStanding;
import com.helpdeskly.standing.entity.Subject;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.tokens.entity.MachineSecret;
import com.helpdeskly.tokens.entity.TokenSubject;
import com.helpdeskly.web.security.Caller;
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
 * Whether whoever holds a token or a key of a tenant still may come in, and as what: from memory, where a change is
 * effective on every node within a second. When a key was used last is noted to about five minutes.
 */
@ApplicationScoped
public class Standing {
    private static final System.Logger LOG = System.getLogger(Standing.class.getName());
    private static final Duration USE = Duration.ofMinutes(5);
    private static final int USES = 10_000;

    private final Cache<UUID, Instant> uses =
            Caffeine.newBuilder().maximumSize(USES).expireAfterWrite(USE).build();

    @Inject
    private StandingMemory memory;

    @Inject
    private StandingRows rows;

    @Resource
    private ManagedExecutorService executor;

    /** The person of an access token that was verified and is this tenant's. */
    public Optional<Caller> person(TenantEntry tenant, TokenSubject subject) {
        Optional<PersonStanding> known = memory.person(tenant, subject.id());
        if (known.filter(person -> person.generation() < subject.generation()).isPresent()) {
            // The token was issued after what this node knows.
            memory.forgetHere(new Subject(tenant.id().value(), subject.id()));
            known = memory.person(tenant, subject.id());
        }
        return known.filter(PersonStanding::active)
                .filter(person -> person.generation() == subject.generation())
                .map(person -> new Caller(person.id(), person.email(), person.name(), person.role()));
    }

    /** The program that holds a secret, as the user for whom it works. */
    public Optional<Caller> key(TenantEntry tenant, MachineSecret secret) {
        Optional<KeyStanding> key = openKey(tenant, secret);
        Optional<PersonStanding> person = key.flatMap(known -> memory.person(tenant, known.userId()));
        if (key.isPresent() && !isOfThisVersion(key.get(), person)) {
            // What has become of the user may have ended the key.
            memory.forgetHere(new Subject(tenant.id().value(), key.get().id()));
            memory.forgetHere(new Subject(tenant.id().value(), key.get().userId()));
            key = openKey(tenant, secret);
            person = key.flatMap(known -> memory.person(tenant, known.userId()));
        }
        if (key.isEmpty()) {
            return Optional.empty();
        }
        used(tenant, key.get().id());
        KeyStanding open = key.get();
        return person.filter(PersonStanding::active)
                .map(user -> new Caller(user.id(), user.email(), user.name(), user.role(), Optional.of(open.scopes())));
    }

    private static boolean isOfThisVersion(KeyStanding key, Optional<PersonStanding> person) {
        return person.filter(user -> user.version() == key.userVersion()).isPresent();
    }

    private Optional<KeyStanding> openKey(TenantEntry tenant, MachineSecret secret) {
        return memory.key(tenant, secret.id())
                .filter(key -> SecretHash.matches(secret.text(), key.secretHash()))
                .filter(key -> Instant.now().isBefore(key.expiresAt()));
    }

    private void used(TenantEntry tenant, UUID key) {
        if (uses.asMap().putIfAbsent(key, Instant.now()) == null) {
            executor.execute(() -> {
                try {
                    rows.used(tenant, key, USE);
                } catch (RuntimeException away) {
                    LOG.log(Level.WARNING, "the use of an API key was not noted: {0}", away.getMessage());
                }
            });
        }
    }
}
