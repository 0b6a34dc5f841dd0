package com.helpdeskly.operators.boundary;

import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.operators.entity.Operator;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Optional;

/** The people who run the service. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Operators {
    @PersistenceContext(unitName = "control")
    private EntityManager em;

    /**
     * The operator with these credentials, if they are right and the operator is active. Takes the same time for an
     * e-mail that nobody has.
     */
    public Optional<OperatorAccount> authenticate(String email, String password) {
        Optional<Operator> operator = em.createQuery("select o from Operator o where o.email = :email", Operator.class)
                .setParameter("email", email.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
        boolean right =
                Passwords.matches(password, operator.map(Operator::passwordHash).orElse(null));
        return operator.filter(found -> right && found.isActive()).map(OperatorAccount::from);
    }
}
