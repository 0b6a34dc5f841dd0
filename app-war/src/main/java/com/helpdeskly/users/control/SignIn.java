package com.helpdeskly.users.control;

import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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
     * password take the same time and give the same answer: none.
     *
     * @param email in lower case
     */
    public Optional<SignedIn> find(String email, String password) {
        Optional<User> user = entityManager
                .createQuery("select u from User u where u.email = :email", User.class)
                .setParameter("email", email)
                .getResultStream()
                .findFirst();
        boolean matches =
                Passwords.matches(password, user.flatMap(User::passwordHash).orElse(null));
        return user.filter(found -> matches && found.isActive()).map(SignedIn::of);
    }
}
