package com.helpdeskly.operators.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.operators.control.Invitations;
import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.AccessChanged;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What operators do with their own access. Passwords are hashed outside of transactions, since that takes long. */
@Stateless
public class OperatorPasswords {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Invitations invitations;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<AccessChanged> changed;

    /**
     * The operator with these credentials, if they are right and the operator is active. Takes the same time for an
     * e-mail that nobody has.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<OperatorAccount> authenticate(String email, String password) {
        Optional<Operator> operator = em.createQuery("select o from Operator o where o.email = :email", Operator.class)
                .setParameter("email", email.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
        boolean right =
                Passwords.matches(password, operator.map(Operator::passwordHash).orElse(null));
        return operator.filter(found -> right && found.isActive()).map(OperatorAccount::from);
    }

    /** @throws ProblemException 404 for a link that is none, 410 for one that was used or has expired */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void checkInvitation(String token) {
        invitations.check(token);
    }

    /** Sets the password of whoever was invited by a link, which is used up by that; otherwise as above. */
    public void accept(String token, String passwordHash) {
        change(invitations.use(token), "operator.accept-invitation", operator -> operator.setPassword(passwordHash));
    }

    /** Sets another password and signs the operator out everywhere. @return for a new token */
    public OperatorAccount setPassword(UUID id, String passwordHash) {
        return change(id, "operator.password", operator -> operator.setPassword(passwordHash));
    }

    /** No access token of the operator that was issued before is good any more. */
    public void signOutEverywhere(UUID id) {
        change(id, "operator.sign-out-everywhere", Operator::signOutEverywhere);
    }

    private OperatorAccount change(UUID id, String action, Consumer<Operator> change) {
        Operator operator = em.find(Operator.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (operator == null || !operator.isActive()) {
            throw new ProblemException(403, "forbidden", "You are not allowed to do this.");
        }
        change.accept(operator);
        em.flush();
        audit.record(operator.email(), action, null, Operators.describe(operator));
        changed.fire(new AccessChanged(Operators.entry(operator)));
        return OperatorAccount.from(operator);
    }
}
