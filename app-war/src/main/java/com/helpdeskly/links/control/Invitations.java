package com.helpdeskly.links.control;

import com.helpdeskly.links.entity.OneTimeLink;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Invitations to a tenant. Whoever is invited is a user from then on, to whom tickets can be given, and who signs in when
 * they have set a password by the link. There is one open invitation of an e-mail address.
 */
@Dependent
public class Invitations {
    private static final String OPEN = "select l, u from OneTimeLink l, User u where u.id = l.userId"
            + " and l.purpose = :purpose and l.usedAt is null";

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final Links links;
    private final StandingNews news;

    @Inject
    public Invitations(EntityManager entityManager, UnitOfWork unitOfWork, Links links, StandingNews news) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.links = links;
        this.news = news;
    }

    /** A page of those that nobody has accepted, oldest first, expired ones too. @param after the id of the last one seen */
    public List<InvitationView> page(Optional<UUID> after, int limit) {
        String condition = after.isPresent() ? " and l.id > :after" : "";
        var query = entityManager
                .createQuery(OPEN + condition + " order by l.id", Object[].class)
                .setParameter("purpose", Purpose.INVITATION);
        after.ifPresent(id -> query.setParameter("after", id));
        return query.setMaxResults(limit).getResultList().stream()
                .map(Invitations::view)
                .toList();
    }

    /** One that nobody has accepted; 404 for an unknown one. */
    public InvitationView one(UUID id) {
        return entityManager
                .createQuery(OPEN + " and l.id = :id", Object[].class)
                .setParameter("purpose", Purpose.INVITATION)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(Invitations::view)
                .orElseThrow(Invitations::unknown);
    }

    /**
     * Invites somebody, also once more when the last link has expired or was revoked.
     *
     * @throws ProblemException 409 {@code email-taken} or {@code invitation-open}
     */
    public NewInvitationView invite(UUID admin, EmailAddress email, String name, Role role) {
        NewInvitationView made;
        try {
            made = unitOfWork.write(em -> {
                requireAdmin(em, admin);
                User user = em.createQuery("select u from User u where u.email = :email", User.class)
                        .setParameter("email", email.value())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultStream()
                        .findFirst()
                        .map(known -> again(em, known, name, role))
                        .orElseGet(() -> persisted(em, new User(email, name, role)));
                return NewInvitationView.of(links.make(em, user.id(), Purpose.INVITATION), user);
            });
        } catch (UniqueViolation atOnce) {
            throw new ProblemException(409, "email-taken", "Another user has this e-mail address.", atOnce);
        }
        news.changed(made.userId());
        return made;
    }

    private static User again(EntityManager em, User user, String name, Role role) {
        if (user.passwordHash().isPresent()) {
            throw new ProblemException(409, "email-taken", "Another user has this e-mail address.");
        }
        boolean open = em.createQuery(
                        "select l from OneTimeLink l where l.userId = :user and l.purpose = :purpose",
                        OneTimeLink.class)
                .setParameter("user", user.id())
                .setParameter("purpose", Purpose.INVITATION)
                .getResultStream()
                .anyMatch(link -> link.isOpen(Timestamps.now()));
        if (open) {
            throw new ProblemException(
                    409, "invitation-open", "This e-mail address has an open invitation; revoke it first.");
        }
        user.rename(name);
        user.changeRole(role);
        user.activate();
        return user;
    }

    private static User persisted(EntityManager em, User user) {
        em.persist(user);
        return user;
    }

    /** Takes an invitation back: its link is worthless, and who was invited is no active user any more. */
    public void revoke(UUID admin, UUID id) {
        UUID user = unitOfWork.write(em -> {
            requireAdmin(em, admin);
            OneTimeLink link = Optional.ofNullable(em.find(OneTimeLink.class, id, LockModeType.PESSIMISTIC_WRITE))
                    .filter(known -> known.purpose() == Purpose.INVITATION && !known.isUsed())
                    .orElseThrow(Invitations::unknown);
            User invited = em.find(User.class, link.userId());
            if (invited.passwordHash().isEmpty()) {
                invited.deactivate();
            }
            em.remove(link);
            return invited.id();
        });
        news.changed(user);
    }

    /** A token may be older than what was decided about its owner since. */
    private static void requireAdmin(EntityManager em, UUID id) {
        if (Optional.ofNullable(em.find(User.class, id))
                .filter(User::isActiveAdmin)
                .isEmpty()) {
            throw new ProblemException(403, "forbidden", "Only active admins invite.");
        }
    }

    private static InvitationView view(Object[] row) {
        return InvitationView.of((OneTimeLink) row[0], (User) row[1]);
    }

    private static ProblemException unknown() {
        return new ProblemException(404, "invitation-not-found", "There is no such open invitation.");
    }
}
