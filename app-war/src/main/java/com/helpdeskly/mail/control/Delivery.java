package com.helpdeskly.mail.control;

import com.helpdeskly.connections.control.TenantConnections;
import com.helpdeskly.links.control.LinkView;
import com.helpdeskly.links.control.Links;
import com.helpdeskly.links.entity.Purpose;
import com.helpdeskly.mail.entity.OutgoingMail;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tenants.entity.TenantEntry;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Sends the mails that wait in a tenant's database. No transaction is open while a mail is sent. A mail is sent once at
 * least: a node that dies after sending it, and before it noted that, lets another one send it again with a new link.
 */
@ApplicationScoped
public class Delivery {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int AT_ONCE = 50;
    private static final int ATTEMPTS = 12;

    /** Longer than sending takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final long FIRST_WAIT_SECONDS = 2;
    private static final long LONGEST_WAIT_SECONDS = 600;

    @Inject
    private TenantConnections connections;

    @Inject
    private Links links;

    @Inject
    private Mailer mailer;

    @Inject
    private MailSettings settings;

    /** Sends what is due. @return whether mails still wait */
    boolean deliver(TenantEntry tenant) {
        List<UUID> due = in(
                tenant,
                em -> em.createQuery(
                                "select m.id from OutgoingMail m where m.nextAttemptAt <= :now order by m.id",
                                UUID.class)
                        .setParameter("now", Timestamps.now())
                        .setMaxResults(AT_ONCE)
                        .getResultList());
        due.forEach(mail -> attempt(tenant, mail));
        return in(
                        tenant,
                        em -> em.createQuery("select count(m) from OutgoingMail m", Long.class)
                                .getSingleResult())
                > 0;
    }

    private void attempt(TenantEntry tenant, UUID id) {
        Optional<Letter> letter = begin(tenant, id);
        if (letter.isEmpty()) {
            return;
        }
        try {
            mailer.send(letter.get().email(), "Another password", text(tenant, letter.get()));
            write(tenant, em -> end(em, id));
        } catch (MessagingException failure) {
            LOG.log(
                    Level.WARNING,
                    "a mail of {0} was not sent, attempt {1}: {2}",
                    tenant.slug(),
                    letter.get().attempts(),
                    failure.getMessage());
            write(tenant, em -> letter.get().attempts() < ATTEMPTS ? postpone(em, id, letter.get()) : end(em, id));
        }
    }

    /** @param token of the link; told in the mail alone */
    private record Letter(String email, String token, int attempts) {}

    private Optional<Letter> begin(TenantEntry tenant, UUID id) {
        try {
            return write(tenant, em -> {
                OutgoingMail mail = em.find(OutgoingMail.class, id);
                if (mail == null) {
                    return Optional.empty();
                }
                Optional<User> user = em.createQuery(
                                "select u from User u where u.email = :email and u.active = true", User.class)
                        .setParameter("email", mail.email())
                        .getResultStream()
                        .findFirst();
                if (user.isEmpty()) {
                    em.remove(mail);
                    return Optional.empty();
                }
                mail.attempt(Timestamps.now().plus(LEASE));
                LinkView link = links.make(em, user.get().id(), Purpose.PASSWORD_RESET);
                return Optional.of(new Letter(mail.email(), link.token(), mail.attempts()));
            });
        } catch (ProblemException anotherNodeHasIt) {
            return Optional.empty();
        }
    }

    private String text(TenantEntry tenant, Letter letter) {
        return "Somebody, hopefully you, has asked for another password for " + letter.email() + " at "
                + tenant.slug() + ".\n\nSet it here, once and soon:\n\n"
                + settings.resetLink(tenant.slug().value(), letter.token())
                + "\n\nIf it was not you, there is nothing to do: your password stays as it is.\n";
    }

    private static boolean postpone(EntityManager em, UUID id, Letter letter) {
        long seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS << Math.min(letter.attempts() - 1, 10));
        long jitter = ThreadLocalRandom.current().nextLong(seconds * 500 + 1);
        Optional.ofNullable(em.find(OutgoingMail.class, id))
                .ifPresent(mail -> mail.postpone(Timestamps.now().plusMillis(seconds * 500 + jitter)));
        return true;
    }

    private static boolean end(EntityManager em, UUID id) {
        Optional.ofNullable(em.find(OutgoingMail.class, id)).ifPresent(em::remove);
        return true;
    }

    private <T> T write(TenantEntry tenant, Function<EntityManager, T> work) {
        return in(tenant, em -> new UnitOfWork(em).write(work));
    }

    private <T> T in(TenantEntry tenant, Function<EntityManager, T> work) {
        TenantConnections.Use use = connections.begin(tenant);
        try {
            return work.apply(use.entityManager());
        } finally {
            use.end();
        }
    }
}
