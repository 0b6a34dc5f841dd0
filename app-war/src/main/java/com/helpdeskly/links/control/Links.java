package com.helpdeskly.links.control;

import com.helpdeskly.links.entity.OneTimeLink;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Makes and finds one-time links, in the caller's transaction. A user has one of each purpose. */
@ApplicationScoped
public class Links {
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private LinkSettings settings;

    protected Links() {}

    @Inject
    public Links(LinkSettings settings) {
        this.settings = settings;
    }

    /** Makes the link of a user; one from before is worthless from then on. */
    public LinkView make(EntityManager em, UUID user, Purpose purpose) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        em.createQuery("delete from OneTimeLink l where l.userId = :user and l.purpose = :purpose")
                .setParameter("user", user)
                .setParameter("purpose", purpose)
                .executeUpdate();
        OneTimeLink link = new OneTimeLink(
                user, purpose, SecretHash.of(token), Timestamps.now().plus(settings.lifetime(purpose)));
        em.persist(link);
        return new LinkView(link.id(), token, link.expiresAt());
    }

    /** Ends the links of a user: what they were made for is not so any more. */
    public static void endAllOf(EntityManager em, UUID user) {
        em.createQuery("delete from OneTimeLink l where l.userId = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    /**
     * The link of a token that can still be used.
     *
     * @param lock so that of many who use it at once, one does
     * @throws ProblemException 404 for one that is none, 410 for one that was used or has expired
     */
    OneTimeLink open(EntityManager em, String token, Purpose purpose, LockModeType lock) {
        OneTimeLink link = em.createQuery(
                        "select l from OneTimeLink l where l.tokenHash = :hash and l.purpose = :purpose",
                        OneTimeLink.class)
                .setParameter("hash", SecretHash.of(token))
                .setParameter("purpose", purpose)
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(404, "link-not-found", "There is no such link."));
        if (!link.isOpen(Timestamps.now())) {
            throw over();
        }
        return link;
    }

    static ProblemException over() {
        return new ProblemException(410, "link-over", "This link was used or has expired.");
    }
}
