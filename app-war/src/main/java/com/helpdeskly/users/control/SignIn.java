package com.helpdeskly.users.control;

import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Locale;
import java.util.Optional;

/** Knows a user by e-mail address and password. */
@Dependent
public class SignIn {
    private final EntityManager entityManager;

    @Inject
    public SignIn(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * The active user who has this password. An unknown address, a user without a password or out of service and a wrong
     * password take the same time and give the same answer.
     *
     * @throws ProblemException 401 {@code invalid-credentials}
     */
    public UserView check(String email, String password) {
        // Every attempt passes here once, before anything is spent on it: the place to slow down guessing.
        Optional<User> user = entityManager
                .createQuery("select u from User u where u.email = :email", User.class)
                .setParameter("email", email.strip().toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
        boolean matches =
                Passwords.matches(password, user.flatMap(User::passwordHash).orElse(null));
        return user.filter(found -> matches && found.isActive())
                .map(UserView::of)
                .orElseThrow(() -> new ProblemException(
                        401, "invalid-credentials", "There is no active user with this e-mail address and password."));
    }
}
