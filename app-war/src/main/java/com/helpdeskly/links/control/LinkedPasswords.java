package com.helpdeskly.links.control;

import com.helpdeskly.apikeys.control.ApiKeys;
import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.links.entity.OneTimeLink;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Sets the password of whoever holds a one-time link, which is used up by that. */
@Dependent
public class LinkedPasswords {
    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final Links links;
    private final StandingNews news;

    @Inject
    public LinkedPasswords(EntityManager entityManager, UnitOfWork unitOfWork, Links links, StandingNews news) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.links = links;
        this.news = news;
    }

    /**
     * Sets the password. All access tokens and API keys of the user from before are worthless then, on every node within a
     * second.
     *
     * @param name another name for the user
     * @throws com.helpdeskly.problems.entity.ProblemException 404 for a link that is none, 410 for one that was used or has
     *     expired
     */
    public void set(String token, Purpose purpose, Optional<String> name, String password) {
        // Before the work of hashing, which nobody gets for nothing.
        links.open(entityManager, token, purpose, LockModeType.NONE);
        String hash = Passwords.hash(password);
        UUID user = unitOfWork.write(em -> {
            OneTimeLink link = links.open(em, token, purpose, LockModeType.PESSIMISTIC_WRITE);
            User owner = em.find(User.class, link.userId(), LockModeType.PESSIMISTIC_WRITE);
            if (!owner.isActive()) {
                throw Links.over();
            }
            link.use();
            name.ifPresent(owner::rename);
            owner.changePassword(hash);
            ApiKeys.endAllOf(em, owner.id());
            return owner.id();
        });
        news.changed(user);
    }
}
