package com.helpdeskly.mail.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.helpdeskly.mail.entity.OutgoingMail;
import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;

/**
 * Takes the wish of somebody who has lost a password. It is a row, whether there is such a user or not, so that neither the
 * answer nor its time tells. Each node lets an address ask {@value #PER_ADDRESS} times an hour, and mails to an account
 * {@value #PER_ACCOUNT} times.
 */
@ApplicationScoped
public class ResetRequests {
    static final int PER_ADDRESS = 30;
    static final int PER_ACCOUNT = 3;

    private static final int MAX_BUCKETS = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(HOUR)
            .build();

    @Inject
    private Provider<UnitOfWork> units;

    @Inject
    private CurrentTenant tenant;

    @Inject
    private Postman postman;

    @Inject
    private MailSettings settings;

    /**
     * Asks for a mail.
     *
     * @param email in lower case
     * @throws ProblemException 429 for an address that asks too often
     */
    public void ask(String email, String address) {
        if (!take(tenant.id() + "\nfrom " + address, PER_ADDRESS)) {
            throw ProblemException.retryLater(
                    429,
                    "too-many-resets",
                    "Too many wishes for passwords; try again later.",
                    Duration.ofMinutes(10),
                    null);
        }
        if (!settings.isOn() || !take(tenant.id() + "\nfor " + email, PER_ACCOUNT)) {
            return;
        }
        try {
            units.get().write(em -> {
                OutgoingMail mail = new OutgoingMail(email);
                em.persist(mail);
                return mail;
            });
        } catch (UniqueViolation waitsAlready) {
            // One mail is enough.
        }
        postman.knock(tenant.entry().slug());
    }

    private boolean take(String key, int most) {
        return buckets.get(
                        key,
                        unused -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(most).refillGreedy(most, HOUR))
                                .build())
                .tryConsume(1);
    }
}
