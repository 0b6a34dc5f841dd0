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
    private static final int ROWS_AT_ONCE = 500;
    private static final String IN_ORDER = """
            select h.position, h.hash, e.position, e.hash, e.id, e.at, e.actor, e.action, e.tenant_id, e.tenant_slug,
                   e.before, e.after, e.request_id
              from audit_head h left join audit_entries e on true
             order by e.position
            """;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Resource(lookup = "jdbc/helpdeskly-control")
    private DataSource database;

    /** Stores an entry as the last one of the chain. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void append(AuditEntry entry) {
        List<?> heads = em.createNativeQuery("select position, hash from audit_head for update")
                .getResultList();
        if (heads.isEmpty()) {
            throw new IllegalStateException("the audit has lost its head");
        }
        Object[] head = (Object[]) heads.get(0);
        long position = ((Number) head[0]).longValue() + 1;
        String hash = entry.seal(position, (String) head[1]);
        em.persist(entry);
        em.createNativeQuery("update audit_head set position = ?1, hash = ?2")
                .setParameter(1, position)
                .setParameter(2, hash)
                .executeUpdate();
    }

    /** Checks every entry against the one before it, all as they stood at one moment. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public AuditVerdict verify() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // In a transaction the driver then fetches portion by portion.
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(IN_ORDER)) {
                return check(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit could not be read", e);
        }
    }

    /** The head stands in every row, and alone in one where there is no entry. */
    private static AuditVerdict check(ResultSet rows) throws SQLException {
        AuditCheck check = new AuditCheck();
        String head = null;
        long end = 0;
        while (rows.next()) {
            end = rows.getLong(1);
            head = rows.getString(2);
            if (rows.getString(4) != null) {
                check.next(link(rows), rows.getString(4));
            }
        }
        return head == null ? check.endless() : check.end(end, head);
    }

    private static AuditLink link(ResultSet rows) throws SQLException {
        return new AuditLink(
                rows.getLong(3),
                rows.getObject(5, UUID.class),
                rows.getTimestamp(6).toInstant(),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                rows.getString(13));
    }
}
