package com.helpdeskly.audit.control;

import com.helpdeskly.audit.entity.AuditCheck;
import com.helpdeskly.audit.entity.AuditEntry;
import com.helpdeskly.audit.entity.AuditLink;
import com.helpdeskly.audit.entity.AuditVerdict;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Ties audit entries into one chain. The row of the head is locked from the entry to the end of the transaction, so that
 * entries follow each other in the order in which they are committed, and a rollback leaves no gap.
 */
@Stateless
public class AuditChain {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String NEXT_ROWS = """
            select position, hash, id, at, actor, action, tenant_id, tenant_slug, before, after, request_id
              from audit_entries where position > ? order by position limit ?
            """;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Resource(lookup = "jdbc/helpdeskly-control")
    private DataSource database;

    /** Stores entries as the last ones of the chain, in their order. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void append(List<AuditEntry> entries) {
        List<?> heads = em.createNativeQuery("select position, hash from audit_head for update")
                .getResultList();
        if (heads.isEmpty()) {
            throw new IllegalStateException("the audit has lost its head");
        }
        Object[] head = (Object[]) heads.get(0);
        long position = ((Number) head[0]).longValue();
        String hash = (String) head[1];
        for (AuditEntry entry : entries) {
            hash = entry.seal(++position, hash);
            em.persist(entry);
        }
        em.createNativeQuery("update audit_head set position = ?1, hash = ?2")
                .setParameter(1, position)
                .setParameter(2, hash)
                .executeUpdate();
    }

    /** Checks every entry against the one before it, all as they stood at one moment, portion by portion. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public AuditVerdict verify() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
            AuditCheck check = new AuditCheck();
            follow(connection, check);
            try (ResultSet head = statement.executeQuery("select position, hash from audit_head")) {
                return head.next() ? check.end(head.getLong(1), head.getString(2)) : check.endless();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit could not be read", e);
        }
    }

    private static void follow(Connection connection, AuditCheck check) throws SQLException {
        try (PreparedStatement portion = connection.prepareStatement(NEXT_ROWS)) {
            long last = Long.MIN_VALUE;
            int read;
            do {
                portion.setLong(1, last);
                portion.setInt(2, ROWS_AT_ONCE);
                read = 0;
                try (ResultSet rows = portion.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        check.next(link(rows), rows.getString(2));
                        read++;
                    }
                }
            } while (read == ROWS_AT_ONCE);
        }
    }

    private static AuditLink link(ResultSet rows) throws SQLException {
        return new AuditLink(
                rows.getLong(1),
                rows.getObject(3, UUID.class),
                rows.getTimestamp(4).toInstant(),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11));
    }
}
