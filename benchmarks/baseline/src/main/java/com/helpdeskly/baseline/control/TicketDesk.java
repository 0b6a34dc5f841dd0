package com.helpdeskly.baseline.control;

import com.github.f4b6a3.uuid.UuidCreator;
import com.helpdeskly.baseline.entity.NewTicket;
import com.helpdeskly.baseline.entity.Person;
import com.helpdeskly.baseline.entity.Ticket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Opens tickets by plain JDBC: the ticket with its number, the row of its history, and the commit, on disk before the answer.
 * The author is the tenant's first user.
 */
@ApplicationScoped
public class TicketDesk {
    private static final String TICKET = """
            insert into tickets (id, tenant_id, number, title, description, status, priority, author_id,
                                 updated_at, public_updated_at, created_at)
            select ?, ?, nextval('ticket_number'), ?, ?, 'OPEN', 'MEDIUM', u.id, ?, ?, ? from users u order by u.id limit 1
            returning number, author_id
            """;
    private static final String HISTORY = """
            insert into ticket_history (id, tenant_id, ticket_id, actor_id, internal, changes, created_at)
            values (?, ?, ?, ?, false, '[{"field":"created"}]', ?)
            """;

    @Inject
    Database database;

    /** Opens one. */
    public Ticket open(NewTicket wanted) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                Ticket ticket = insert(connection, wanted);
                connection.commit();
                return ticket;
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    private Ticket insert(Connection connection, NewTicket wanted) throws SQLException {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        try (PreparedStatement ticket = connection.prepareStatement(TICKET);
                PreparedStatement history = connection.prepareStatement(HISTORY)) {
            ticket.setObject(1, id);
            ticket.setObject(2, database.tenantId());
            ticket.setString(3, wanted.title());
            ticket.setString(4, wanted.description());
            ticket.setObject(5, time);
            ticket.setObject(6, time);
            ticket.setObject(7, time);
            long number;
            UUID author;
            try (ResultSet row = ticket.executeQuery()) {
                row.next();
                number = row.getLong(1);
                author = row.getObject(2, UUID.class);
            }
            history.setObject(1, UuidCreator.getTimeOrderedEpoch());
            history.setObject(2, database.tenantId());
            history.setObject(3, id);
            history.setObject(4, author);
            history.setObject(5, time);
            history.executeUpdate();
            Person person = new Person(author, "", "", "ADMIN");
            return new Ticket(
                    id,
                    number,
                    wanted.title(),
                    wanted.description(),
                    "OPEN",
                    "MEDIUM",
                    person,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    0,
                    0,
                    1,
                    now,
                    now);
        }
    }
}
