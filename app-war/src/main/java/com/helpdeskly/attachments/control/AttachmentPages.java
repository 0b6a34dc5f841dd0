package com.helpdeskly.attachments.control;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.control.PersonView;
import com.helpdeskly.tickets.control.TicketDesk;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.users.entity.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads attachments as clients see them; a connection is held for one statement at a time. */
@Dependent
public class AttachmentPages {
    private static final String ATTACHMENTS = """
            select a.id, t.id, a.name, a.type, a.size, a.internal, a.version, a.createdAt, u.id, u.name, u.email, u.role \
            from Attachment a join a.ticket t join a.author u where t.deletedAt is null""";
    private static final String FOR_CUSTOMERS = " and a.internal = false and t.author.id = :viewer";

    private final EntityManager entityManager;
    private final Transfers transfers;

    @Inject
    public AttachmentPages(EntityManager entityManager, Transfers transfers) {
        this.entityManager = entityManager;
        this.transfers = transfers;
    }

    /**
     * A page of the attachments of a ticket, oldest first; 404 when the viewer may not see the ticket.
     *
     * @param after the id of the last one of the page before; empty for the first
     * @param limit most attachments, at least 1
     */
    public List<AttachmentView> page(Viewer viewer, TicketReference ticket, Optional<UUID> after, int limit) {
        UUID ticketId = TicketDesk.visible(entityManager, viewer, ticket, LockModeType.NONE)
                .id();
        TypedQuery<Object[]> query = query(
                viewer, " and t.id = :ticket" + (after.isPresent() ? " and a.id > :after" : "") + " order by a.id");
        after.ifPresent(id -> query.setParameter("after", id));
        return query.setParameter("ticket", ticketId).setMaxResults(limit).getResultList().stream()
                .map(AttachmentPages::viewOf)
                .toList();
    }

    /** One attachment; 404 when the viewer may not see it. */
    public AttachmentView one(Viewer viewer, UUID id) {
        return query(viewer, " and a.id = :id").setParameter("id", id).getResultList().stream()
                .map(AttachmentPages::viewOf)
                .findFirst()
                .orElseThrow(AttachmentPages::unknown);
    }

    /** A chunk of an attachment's bytes; 404 when the attachment is gone. */
    byte[] chunk(UUID attachment, int position) {
        return transfers.withConnection(() -> entityManager
                .createQuery(
                        "select c.bytes from AttachmentChunk c where c.attachmentId = :id and c.position = :position",
                        byte[].class)
                .setParameter("id", attachment)
                .setParameter("position", position)
                .getResultStream()
                .findFirst()
                .orElseThrow(AttachmentPages::unknown));
    }

    /**
     * A part of an attachment's bytes, the first of which are there already.
     *
     * @param length at least 1
     */
    public AttachmentBytes bytes(UUID attachment, long from, long length) {
        return new AttachmentBytes(this, attachment, from, length);
    }

    static ProblemException unknown() {
        return new ProblemException(404, "attachment-not-found", "There is no such attachment.");
    }

    private TypedQuery<Object[]> query(Viewer viewer, String conditions) {
        String visible = viewer.isStaff() ? "" : FOR_CUSTOMERS;
        TypedQuery<Object[]> query = entityManager.createQuery(ATTACHMENTS + visible + conditions, Object[].class);
        return viewer.isStaff() ? query : query.setParameter("viewer", viewer.userId());
    }

    private static AttachmentView viewOf(Object[] row) {
        return new AttachmentView(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                (Long) row[4],
                (Boolean) row[5],
                new PersonView((UUID) row[8], (String) row[9], (String) row[10], (Role) row[11]),
                (Long) row[6],
                (Instant) row[7]);
    }
}
