package com.helpdeskly.users.control;

import com.helpdeskly.apikeys.control.ApiKeys;
import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.links.control.LinkView;
import com.helpdeskly.links.control.Links;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** The users of the tenant. */
@Dependent
public class UserRegister {
    private static final String EMAIL_CONSTRAINT = "users_email_unique";

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final StandingNews news;
    private final Links links;

    @Inject
    public UserRegister(EntityManager entityManager, UnitOfWork unitOfWork, StandingNews news, Links links) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.news = news;
        this.links = links;
    }

    /**
     * A page of the users, in the order in which they were made.
     *
     * @param after the id of the last user of the page before; empty for the first
     * @param limit most users, at least 1
     */
    public List<UserView> page(Optional<UUID> after, int limit) {
        String condition = after.isPresent() ? " where u.id > :after" : "";
        var query = entityManager.createQuery("select u from User u" + condition + " order by u.id", User.class);
        after.ifPresent(id -> query.setParameter("after", id));
        return query.setMaxResults(limit).getResultList().stream()
                .map(UserView::of)
                .toList();
    }

    /** One user, active or not; 404 for an unknown one. */
    public UserView one(UUID id) {
        return UserView.of(known(entityManager, id));
    }

    /** A user who may use the service at this moment; empty for an unknown one and for one who was deactivated. */
    public Optional<UserView> active(UUID id) {
        return Optional.ofNullable(entityManager.find(User.class, id))
                .filter(User::isActive)
                .map(UserView::of);
    }

    /**
     * Makes a user, with a password or by an invitation.
     *
     * @param adminId who does it
     * @throws ProblemException 403 when that is no active admin any more, 409 {@code email-taken}
     */
    public InvitedUserView create(UUID adminId, NewUser wanted) {
        Optional<String> hash = wanted.password().map(Passwords::hash);
        AtomicReference<LinkView> invitation = new AtomicReference<>();
        User made = stored(em -> {
            requireAdmin(em, adminId);
            User user = new User(wanted.email(), wanted.name(), wanted.role());
            hash.ifPresent(user::changePassword);
            em.persist(user);
            invitation.set(hash.isPresent() ? null : links.make(em, user.id(), Purpose.INVITATION));
            return user;
        });
        return InvitedUserView.of(made, invitation.get());
    }

    /** Makes the link by which an active user sets another password. */
    public LinkView resetLink(UUID adminId, UUID id) {
        return unitOfWork.write(em -> {
            requireAdmin(em, adminId);
            if (!known(em, id).isActive()) {
                throw new ProblemException(409, "user-inactive", "An inactive user sets no password.");
            }
            return links.make(em, id, Purpose.PASSWORD_RESET);
        });
    }

    /**
     * Changes a user. What that takes from them holds on every node within a second; API keys end with another role, with
     * another password and with a deactivation.
     *
     * @param adminId who does it
     * @param precondition gets the user's version and throws to refuse
     * @throws ProblemException 403 when that is no active admin any more; 404; 409 {@code email-taken}, {@code last-admin}, or {@code edit-conflict}
     */
    public UserView change(UUID adminId, UUID id, UserChange wanted, LongConsumer precondition) {
        Optional<String> hash = wanted.password().map(Passwords::hash);
        UserView changed = written(em -> {
            List<User> admins = wanted.mayTakeAdminAway() ? lockedAdmins(em) : List.of();
            requireAdmin(em, adminId);
            User user = known(em, id);
            precondition.accept(user.version());
            if (wanted.mayTakeAdminAway() && admins.equals(List.of(user))) {
                throw new ProblemException(409, "last-admin", "The last active admin must stay one.");
            }
            if (wanted.endsKeysOf(user)) {
                ApiKeys.endAllOf(em, id);
            }
            if (wanted.endsLinks()) {
                Links.endAllOf(em, id);
            }
            wanted.applyTo(user, hash);
            return user;
        });
        news.changed(id);
        return changed;
    }

    /** No access token of the user that was issued before is good any more, on any node within a second. */
    public void signOutEverywhere(UUID id) {
        written(em -> {
            User user = Optional.ofNullable(em.find(User.class, id, LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow(() -> new ProblemException(404, "user-not-found", "There is no such user."));
            user.signOutEverywhere();
            return user;
        });
        news.changed(id);
    }

    private UserView written(Function<EntityManager, User> work) {
        return UserView.of(stored(work));
    }

    private User stored(Function<EntityManager, User> work) {
        try {
            return unitOfWork.write(work);
        } catch (UniqueViolation e) {
            throw e.isOf(EMAIL_CONSTRAINT)
                    ? new ProblemException(409, "email-taken", "Another user has this e-mail address.", e)
                    : e;
        }
    }

    /** Locked in one order, so that of two admins who remove each other the second one sees what the first one did. */
    private static List<User> lockedAdmins(EntityManager em) {
        return em.createQuery(
                        "select u from User u where u.role = :admin and u.active = true order by u.id", User.class)
                .setParameter("admin", Role.ADMIN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** A token may be older than what was decided about its owner since. */
    private static void requireAdmin(EntityManager em, UUID id) {
        if (Optional.ofNullable(em.find(User.class, id))
                .filter(User::isActiveAdmin)
                .isEmpty()) {
            throw new ProblemException(403, "forbidden", "Only active admins manage users.");
        }
    }

    private static User known(EntityManager em, UUID id) {
        return Optional.ofNullable(em.find(User.class, id))
                .orElseThrow(() -> new ProblemException(404, "user-not-found", "There is no such user."));
    }
}
