package com.helpdeskly.baseline.control;

import com.helpdeskly.baseline.entity.Comment;
import com.helpdeskly.baseline.entity.Person;
import com.helpdeskly.baseline.entity.Team;
import com.helpdeskly.baseline.entity.Ticket;
import com.helpdeskly.baseline.entity.TicketPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The newest page of tickets by plain JDBC, as it is written by hand where it has to be fast: one connection, the same
 * two statements with the same conditions that the product sends for an agent, records, no layers between.
 */
@ApplicationScoped
public class TicketRows {
    private static final int LIMIT = 20;
    private static final int NEWEST_COMMENTS = 100;

    private static final String TICKETS = """
            select t.id, t.number, t.title, t.description, t.status, t.priority,
                   t.comment_count, t.version, t.created_at, t.updated_at,
                   a.id, a.name, a.email, a.role, s.id, s.name, s.email, s.role,
                   t.attachment_count, t.tags, m.id, m.name, t.merged_into_id
              from tickets t
              join users a on a.id = t.author_id and a.tenant_id = ?
              left join users s on s.id = t.assigned_to_id
              left join teams m on m.id = t.team_id
             where t.deleted_at is null and t.tenant_id = ?
             order by t.created_at desc, t.id desc limit ? offset ?
            """;

    private static final String COMMENTS = """
            select t.id, c.position, c.id, c.body, c.internal, c.version, c.created_at, c.updated_at,
                   a.id, a.name, a.email, a.role
              from tickets t
              join comments c on c.ticket_id = t.id and c.tenant_id = ?
              join users a on a.id = c.author_id and a.tenant_id = ?
             where c.position > t.last_position - ? and t.tenant_id = ?
               and t.id in (%s)
             order by t.id, c.position
            """.formatted(String.join(", ", Collections.nCopies(LIMIT, "?")));

    @Inject
    Database database;

    /** The first {@value #LIMIT} tickets, newest first, with all that belongs to them. */
    public TicketPage newest() throws SQLException {
        try (Connection connection = database.connection()) {
            List<Ticket> rows = tickets(connection, database.tenantId());
            List<Ticket> page = rows.subList(0, Math.min(LIMIT, rows.size()));
            addComments(connection, database.tenantId(), page);
            return new TicketPage(page, rows.size() > LIMIT ? after(page.get(LIMIT - 1)) : null);
        }
    }

    private static List<Ticket> tickets(Connection connection, UUID tenantId) throws SQLException {
        List<Ticket> tickets = new ArrayList<>(LIMIT + 1);
        try (PreparedStatement statement = connection.prepareStatement(TICKETS)) {
            statement.setObject(1, tenantId);
            statement.setObject(2, tenantId);
            statement.setInt(3, LIMIT + 1);
            statement.setInt(4, 0);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tickets.add(ticket(row));
                }
            }
        }
        return tickets;
    }

    private static void addComments(Connection connection, UUID tenantId, List<Ticket> tickets) throws SQLException {
        Map<UUID, List<Comment>> byTicket = new HashMap<>();
        tickets.forEach(ticket -> byTicket.put(ticket.id(), ticket.comments()));
        try (PreparedStatement statement = connection.prepareStatement(COMMENTS)) {
            statement.setObject(1, tenantId);
            statement.setObject(2, tenantId);
            statement.setInt(3, NEWEST_COMMENTS);
            statement.setObject(4, tenantId);
            for (int i = 0; i < LIMIT; i++) {
                statement.setObject(
                        5 + i, tickets.get(Math.min(i, tickets.size() - 1)).id());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byTicket.get(row.getObject(1, UUID.class)).add(comment(row));
                }
            }
        }
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                person(row, 11),
                row.getObject(15) == null ? null : person(row, 15),
                row.getObject(21) == null ? null : new Team(row.getObject(21, UUID.class), row.getString(22)),
                row.getString(20).isEmpty()
                        ? List.of()
                        : List.of(row.getString(20).split(",")),
                row.getObject(23, UUID.class),
                new ArrayList<>(),
                row.getInt(7),
                row.getInt(19),
                row.getLong(8),
                instant(row, 9),
                instant(row, 10));
    }

    private static Comment comment(ResultSet row) throws SQLException {
        return new Comment(
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getBoolean(5),
                person(row, 9),
                row.getLong(6),
                instant(row, 7),
                instant(row, 8));
    }

    private static Person person(ResultSet row, int first) throws SQLException {
        return new Person(
                row.getObject(first, UUID.class),
                row.getString(first + 1),
                row.getString(first + 2),
                row.getString(first + 3));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String after(Ticket last) {
        String position = last.createdAt() + "|" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.US_ASCII));
    }
}
