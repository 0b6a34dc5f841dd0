package com.helpdeskly.signin.boundary;

import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.operators.boundary.OperatorAccount;
import com.helpdeskly.operators.boundary.OperatorPasswords;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.SharedThrottle;
import com.helpdeskly.signin.control.SignInJournal;
import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.tokens.entity.AccessToken;
import com.helpdeskly.tokens.entity.Plane;
import com.helpdeskly.tokens.entity.TokenSubject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Operators and their passwords. No transaction is open while a password is checked or hashed. */
@ApplicationScoped
public class OperatorSignIn {
    @Inject
    private OperatorPasswords passwords;

    @Inject
    private SharedThrottle throttle;

    @Inject
    private SignInJournal journal;

    @Inject
    private Tokens tokens;

    /**
     * An access token for an operator.
     *
     * @param address where the request comes from
     * @throws ProblemException 401 for wrong credentials, 429 after too many of them
     */
    public AccessToken signIn(String email, String password, String address) {
        // In one form, or every way to write an address would have attempts of its own.
        String account = email.strip().toLowerCase(Locale.ROOT);
        OperatorAccount operator = throttle.attempt(account, address, () -> passwords.authenticate(account, password))
                .orElseThrow(() -> new ProblemException(401, "invalid-credentials", "E-mail or password is wrong."));
        journal.succeeded(account, address);
        return issue(operator);
    }

    /**
     * Sets another password; all tokens from before are worthless then.
     *
     * @return a token that is good
     * @throws ProblemException 403 when the current password is wrong, 429 after too many wrong ones
     */
    public AccessToken changePassword(UUID id, String email, String current, String next, String address) {
        throttle.attempt(email, address, () -> passwords.authenticate(email, current))
                .filter(operator -> operator.id().equals(id))
                .orElseThrow(() -> new ProblemException(403, "wrong-password", "The current password is wrong."));
        return issue(passwords.setPassword(id, Passwords.hash(next)));
    }

    /**
     * Sets the password of whoever was invited by a link.
     *
     * @throws ProblemException 404 for a link that is none, 410 for one that was used or has expired
     */
    public void acceptInvitation(String token, String password) {
        passwords.checkInvitation(token);
        passwords.accept(token, Passwords.hash(password));
    }

    /** All tokens of the operator from before are worthless then. */
    public void signOutEverywhere(UUID id) {
        passwords.signOutEverywhere(id);
    }

    private AccessToken issue(OperatorAccount operator) {
        return tokens.issue(
                Plane.CONTROL,
                new TokenSubject(
                        operator.id(),
                        Optional.empty(),
                        operator.email(),
                        operator.name(),
                        operator.role().name(),
                        operator.generation()));
    }
}
