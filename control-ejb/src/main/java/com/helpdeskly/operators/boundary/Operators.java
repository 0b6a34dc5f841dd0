package com.helpdeskly.operators.boundary;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.controldb.control.Filters;
import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.operators.boundary.OperatorView.InvitationView;
import com.helpdeskly.operators.control.Invitations;
import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import com.helpdeskly.problems.control.SqlFailures;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.signin.control.AccessChanged;
import com.helpdeskly.signin.entity.AccessEntry;
import com.helpdeskly.tokens.boundary.ApiTokens;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * What owners do with the people who run the service. One change is made at a time, so that there is always an owner who
 * can sign in; each is recorded in the audit in its own transaction, and becomes effective on live tokens on all nodes as
 * soon as that has committed.
 */
@Stateless
public class Operators {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final long ONE_AT_A_TIME = 0x6f70657261746f72L;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private Invitations invitations;

    @Inject
    private ApiTokens apiTokens;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<AccessChanged> changed;

    /** Operators, newest first. @param after the id of the last one already seen, or {@code null} */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<OperatorView> list(UUID after, int limit) {
        return new Filters()
                .and("o.id < :after", "after", after)
                .query(em, "select o from Operator o", "order by o.id desc", Operator.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(operator -> OperatorView.from(operator, null))
                .toList();
    }

    /** One operator. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public OperatorView get(UUID id) {
        return OperatorView.from(find(id), null);
    }

    /**
     * Takes somebody in, with a password or by an invitation.
     *
     * @param actor the owner who does it
     * @throws ProblemException 409 when somebody has the e-mail already
     */
    public OperatorView create(NewOperator wanted, UUID actor) {
        String hash = wanted.password() == null ? null : Passwords.hash(wanted.password());
        Operator owner = begin(actor);
        Operator operator = new Operator(wanted.email(), wanted.name(), wanted.role(), hash);
        em.persist(operator);
        try {
            em.flush();
        } catch (PersistenceException failure) {
            throw SqlFailures.find(failure, UNIQUE_VIOLATION::equals).isPresent()
                    ? new ProblemException(409, "email-taken", "Another operator has this e-mail address.")
                    : failure;
        }
        InvitationView invitation = hash == null ? link(operator) : null;
        audit.record(owner.email(), hash == null ? "operator.invite" : "operator.create", null, describe(operator));
        return OperatorView.from(operator, invitation);
    }

    /**
     * Makes a new link for somebody who lost the last one or the password; the password of before stays good until then.
     *
     * @param actor the owner who does it
     */
    public OperatorView invite(UUID id, UUID actor) {
        Operator owner = begin(actor);
        Operator operator = find(id);
        InvitationView invitation = link(operator);
        audit.record(owner.email(), "operator.invite", describe(operator), describe(operator));
        return OperatorView.from(operator, invitation);
    }

    /**
     * Changes an operator.
     *
     * @param precondition is told the current version, while nobody else can change it, and throws to refuse
     * @param actor the owner who does it
     * @throws ProblemException 409 when nobody could act as owner any more, or for one's own role
     */
    public OperatorView change(UUID id, OperatorChange change, LongConsumer precondition, UUID actor) {
        Operator owner = begin(actor);
        Operator operator = locked(id, precondition);
        String before = describe(operator);
        boolean newRole = change.role().filter(role -> role != operator.role()).isPresent();
        boolean off = change.active().filter(on -> !on && operator.isActive()).isPresent();
        if (newRole || off) {
            checkOwnerRemains(operator);
        }
        if (newRole && id.equals(actor)) {
            throw new ProblemException(409, "own-role", "Nobody changes their own role; another owner can.");
        }
        change.name().ifPresent(operator::rename);
        change.role().filter(role -> newRole).ifPresent(operator::changeRole);
        change.active().filter(on -> on && !operator.isActive()).ifPresent(on -> operator.activate());
        if (off) {
            operator.deactivate();
        }
        em.flush();
        if (!operator.isActive() || operator.role() == OperatorRole.VIEWER) {
            apiTokens.revokeAllOf(id, owner.email());
        }
        audit.record(owner.email(), "operator.change", before, describe(operator));
        changed.fire(new AccessChanged(entry(operator)));
        return OperatorView.from(operator, null);
    }

    /**
     * Removes an operator, with the machine tokens that the operator made. What they did stays in the audit.
     *
     * @param precondition as above
     * @throws ProblemException 409 when nobody could act as owner any more
     */
    public void delete(UUID id, LongConsumer precondition, UUID actor) {
        Operator owner = begin(actor);
        Operator operator = locked(id, precondition);
        checkOwnerRemains(operator);
        String before = describe(operator);
        em.remove(operator);
        em.flush();
        em.createNativeQuery("insert into removed_operators (id) values (cast(?1 as uuid))")
                .setParameter(1, id.toString())
                .executeUpdate();
        apiTokens.revokeAllOf(id, owner.email());
        audit.record(owner.email(), "operator.delete", before, null);
        changed.fire(new AccessChanged(AccessEntry.gone(id)));
    }

    private InvitationView link(Operator operator) {
        Invitations.Link link = invitations.invite(operator.id());
        return new InvitationView(link.token(), link.expiresAt());
    }

    /** Waits for changes that others make, and lets only those go on who are owners even then. */
    private Operator begin(UUID actor) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)")
                .setParameter(1, ONE_AT_A_TIME)
                .getSingleResult();
        Operator owner = em.find(Operator.class, actor);
        if (owner == null || !owner.actsAsOwner()) {
            throw new ProblemException(403, "forbidden", "You are not allowed to do this.");
        }
        return owner;
    }

    private void checkOwnerRemains(Operator without) {
        boolean remains = em.createQuery(
                        "select o from Operator o where o.role = :owner and o.id <> :id", Operator.class)
                .setParameter("owner", OperatorRole.OWNER)
                .setParameter("id", without.id())
                .getResultStream()
                .anyMatch(Operator::actsAsOwner);
        if (without.actsAsOwner() && !remains) {
            throw new ProblemException(
                    409, "last-owner", "This is the last active owner; make another operator an owner first.");
        }
    }

    private Operator locked(UUID id, LongConsumer precondition) {
        Operator operator = find(id);
        em.refresh(operator, LockModeType.PESSIMISTIC_WRITE);
        precondition.accept(operator.version());
        return operator;
    }

    private Operator find(UUID id) {
        Operator operator = em.find(Operator.class, id);
        if (operator == null) {
            throw new ProblemException(404, "operator-not-found", "There is no such operator.");
        }
        return operator;
    }

    static AccessEntry entry(Operator operator) {
        return new AccessEntry(
                operator.id(),
                operator.version(),
                operator.isActive(),
                operator.email(),
                operator.name(),
                operator.role().name(),
                operator.tokenGeneration(),
                null,
                null);
    }

    static String describe(Operator operator) {
        return operator.role() + (operator.isActive() ? "" : " · inactive")
                + (operator.passwordHash() == null ? " · invited" : "") + " · " + operator.email() + " · "
                + operator.name();
    }
}
