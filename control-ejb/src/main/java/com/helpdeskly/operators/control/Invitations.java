package com.helpdeskly.operators.control;

import com.helpdeskly.operators.entity.Invitation;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.secrets.control.SecretBox;
import com.helpdeskly.signin.control.SecretHash;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/** Makes and finds the links by which operators set a password. */
@Stateless
public class Invitations {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private SecretBox secrets;

    @Inject
    private InvitationSettings settings;

    /** A link that was just made. @param token 256 random bits, which nobody can find out again */
    public record Link(String token, Instant expiresAt) {}

    /** Makes the link of an operator, in the caller's transaction; one from before is worthless from then on. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Link invite(UUID operator) {
        Link link = new Link(secrets.random(), Timestamps.now().plus(settings.lifetime()));
        Invitation known = em.find(Invitation.class, operator);
        if (known == null) {
            em.persist(new Invitation(operator, SecretHash.of(link.token()), link.expiresAt()));
        } else {
            known.renew(SecretHash.of(link.token()), link.expiresAt());
        }
        return link;
    }

    /**
     * Whose link this is.
     *
     * @throws ProblemException 404 for one that is none, 410 for one that was used or has expired
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public UUID check(String token) {
        return open(token, LockModeType.NONE).operatorId();
    }

    /** Uses a link up, in the caller's transaction; otherwise as above. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public UUID use(String token) {
        Invitation invitation = open(token, LockModeType.PESSIMISTIC_WRITE);
        invitation.use();
        return invitation.operatorId();
    }

    private Invitation open(String token, LockModeType lock) {
        Invitation invitation = em.createQuery("select i from Invitation i where i.tokenHash = :hash", Invitation.class)
                .setParameter("hash", SecretHash.of(token))
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(404, "invitation-not-found", "There is no such invitation."));
        if (!invitation.isOpen(Timestamps.now())) {
            throw new ProblemException(410, "invitation-over", "This invitation was used or has expired.");
        }
        return invitation;
    }
}
