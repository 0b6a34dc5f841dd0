package com.helpdeskly.persistence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.tickets.entity.Audience;
import com.helpdeskly.tickets.entity.Comment;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.users.entity.EmailAddress;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The entities, their schema and their locks against the real database. */
class EntitiesTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @Test
    void whatWasStoredReadsBackEqual() {
        User agent = database.user("ann", Role.AGENT);
        Ticket stored = database.unitOfWork().write(em -> {
            Ticket ticket = new Ticket(agent, "Grüße 🎫", "Zeile 1\nZeile 2", TicketPriority.HIGH);
            ticket.changeStatus(TicketStatus.WAITING);
            ticket.assignTo(agent);
            em.persist(ticket);
            return ticket;
        });
        Ticket read = database.entityManager().find(Ticket.class, stored.id());

        assertThat(read.number()).isEqualTo(stored.number()).isEqualTo(1);
        assertThat(read.title()).isEqualTo("Grüße 🎫");
        assertThat(read.description()).isEqualTo("Zeile 1\nZeile 2");
        assertThat(read.status()).isEqualTo(TicketStatus.WAITING);
        assertThat(read.priority()).isEqualTo(TicketPriority.HIGH);
        assertThat(read.createdAt()).isEqualTo(stored.createdAt());
        assertThat(read.activity(Audience.CUSTOMERS).updatedAt())
                .isEqualTo(stored.activity(Audience.CUSTOMERS).updatedAt());
        assertThat(read.assignedTo().orElseThrow().email()).isEqualTo("ann@example.com");
        assertThat(read.version()).isEqualTo(1);
    }

    @Test
    void nobodyIsAnAssigneeThatCanBeStoredAndTakenBack() {
        User agent = database.user("ann", Role.AGENT);
        UUID id = storeTicket(agent);
        database.unitOfWork().write(em -> {
            em.find(Ticket.class, id).assignTo(em.find(User.class, agent.id()));
            return id;
        });
        assertThat(database.entityManager().find(Ticket.class, id).assignedTo()).isPresent();
        database.unitOfWork().write(em -> {
            em.find(Ticket.class, id).unassign();
            return id;
        });
        assertThat(database.entityManager().find(Ticket.class, id).assignedTo()).isEmpty();
    }

    @Test
    void aCommentGoesWithItsTicketAndIsRemovedAlone() {
        User agent = database.user("ann", Role.AGENT);
        UUID id = storeTicket(agent);
        Comment comment = database.unitOfWork().write(em -> {
            Comment added = em.find(Ticket.class, id).comment(em.find(User.class, agent.id()), "hello", true);
            em.persist(added);
            return added;
        });
        assertThat(database.entityManager()
                        .find(Ticket.class, id)
                        .activity(Audience.STAFF)
                        .commentCount())
                .isEqualTo(1);
        database.unitOfWork().write(em -> {
            Comment found = em.find(Comment.class, comment.id());
            found.ticket().withdrawComment(found);
            em.remove(found);
            return id;
        });
        assertThat(database.entityManager().find(Comment.class, comment.id())).isNull();
        assertThat(database.entityManager()
                        .find(Ticket.class, id)
                        .activity(Audience.STAFF)
                        .commentCount())
                .isZero();
    }

    @Test
    void relationsAreLoadedWhenTheyAreAskedForAndNotBefore() {
        UUID id = storeTicket(database.user("cleo", Role.CUSTOMER));
        EntityManager em = database.entityManager();
        Ticket[] ticket = new Ticket[1];

        assertThat(database.statementsOf(() -> ticket[0] = em.find(Ticket.class, id)))
                .isEqualTo(1);
        assertThat(Persistence.getPersistenceUtil().isLoaded(ticket[0], "author"))
                .isFalse();
        assertThat(database.statementsOf(() -> ticket[0].author().name())).isEqualTo(1);
    }

    @Test
    void aClientOfAnotherTenantFindsNothing() {
        User agent = database.user("ann", Role.AGENT);
        UUID id = storeTicket(agent);
        try (EntityManagerFactory stranger = database.factoryOf(UUID.randomUUID());
                EntityManager em = stranger.createEntityManager()) {
            assertThat(em.find(Ticket.class, id)).isNull();
            assertThat(em.find(User.class, agent.id())).isNull();
            assertThat(em.createQuery("select t.title from Ticket t join t.author a", String.class)
                            .getResultList())
                    .isEmpty();
            em.getTransaction().begin();
            assertThat(em.createQuery("update Ticket t set t.title = 'mine'").executeUpdate())
                    .isZero();
            em.getTransaction().rollback();
        }
    }

    @Test
    void aClientOfAnotherTenantCannotWrite() {
        try (EntityManagerFactory stranger = database.factoryOf(UUID.randomUUID());
                EntityManager em = stranger.createEntityManager()) {
            UnitOfWork unitOfWork = new UnitOfWork(em);
            assertThatThrownBy(() -> unitOfWork.write(inner -> {
                        User user = new User(new EmailAddress("eve@example.com"), "Eve", Role.ADMIN);
                        inner.persist(user);
                        return user;
                    }))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("tenant_identity");
        }
    }

    @Test
    void nativeSqlWhichWouldBypassTheTenantIsRefused() {
        EntityManager em = database.entityManager();
        assertThatThrownBy(
                        () -> em.createNativeQuery("select title from tickets").getResultList())
                .hasMessageContaining("Native SQL queries have been disabled");
    }

    @Test
    void theServingRoleCannotChangeTheSchemaOrTheIdentity() {
        assertThatThrownBy(() -> database.executeAsServingRole("alter table tickets add column extra text"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> database.executeAsServingRole("update tenant_identity set tenant_id = tenant_id"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> database.executeAsServingRole("create table extra (id int)"))
                .hasMessageContaining("permission denied");
    }

    private UUID storeTicket(User author) {
        return database.unitOfWork().write(em -> {
            Ticket ticket = new Ticket(author, "Title", "Description", TicketPriority.MEDIUM);
            em.persist(ticket);
            return ticket.id();
        });
    }
}
