package com.helpdeskly.attachments.control;

import com.helpdeskly.attachments.entity.Attachment;
import com.helpdeskly.attachments.entity.AttachmentChunk;
import com.helpdeskly.attachments.entity.AttachmentUsage;
import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.control.TicketDesk;
import com.helpdeskly.tickets.control.TicketJournal;
import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Attaches and removes files. The bytes are written first, and only then the ticket and the sum of the tenant's bytes are
 * locked, for a moment: nobody waits for somebody else's upload.
 */
@Dependent
public class AttachmentDesk {
    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final TicketJournal journal;
    private final Transfers transfers;
    private final AttachmentSettings settings;

    @Inject
    public AttachmentDesk(
            EntityManager entityManager,
            UnitOfWork unitOfWork,
            TicketJournal journal,
            Transfers transfers,
            AttachmentSettings.Source settings) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.journal = journal;
        this.transfers = transfers;
        this.settings = settings.get();
    }

    /**
     * Refuses a file, before it has arrived, that could not be attached anyway.
     *
     * @throws ProblemException 404 when the viewer may not see the ticket, 409 when it or the tenant has no room left
     */
    void admit(Viewer viewer, TicketReference reference) {
        Ticket ticket = TicketDesk.visible(entityManager, viewer, reference, LockModeType.NONE);
        checkCount(ticket, viewer);
        List<Long> used = entityManager
                .createQuery("select u.bytes from AttachmentUsage u", Long.class)
                .getResultList();
        entityManager.clear();
        if (used.isEmpty()) {
            beginUsage();
        } else if (used.get(0) >= settings.perTenantBytes()) {
            throw noRoom();
        }
    }

    /** Two first uploads may both try. */
    private void beginUsage() {
        try {
            new UnitOfWork(entityManager).write(em -> {
                AttachmentUsage usage = new AttachmentUsage();
                em.persist(usage);
                return usage.id();
            });
        } catch (UniqueViolation e) {
            if (!e.isOf(AttachmentUsage.UNIQUE)) {
                throw e;
            }
        }
    }

    /**
     * Attaches a file that has arrived.
     *
     * @throws ProblemException 404 when the viewer may not see the ticket; 403 for an internal file of a customer; 409
     *     {@code too-many-attachments} or {@code attachment-quota}; 429 or 503 when it is not its turn
     */
    public AttachmentView attach(Viewer viewer, TicketReference reference, Upload upload) {
        if (upload.internal() && !viewer.isStaff()) {
            throw TicketDesk.forbidden("Only agents may attach internal files.");
        }
        return AttachmentView.of(transfers.withConnection(() -> unitOfWork.write(em -> {
            UUID id = TenantOwned.newId();
            writeChunks(em, id, upload);
            User author = TicketDesk.activeCaller(em, viewer);
            Ticket ticket = TicketDesk.visible(em, viewer, reference, LockModeType.PESSIMISTIC_WRITE);
            checkCount(ticket, viewer);
            Attachment attachment = new Attachment(
                    id, ticket, author, upload.name().value(), upload.type(), upload.size(), upload.internal());
            ticket.countAttachment(upload.internal());
            em.persist(attachment);
            journal.attached(em, author, ticket, attachment.name(), attachment.isInternal());
            em.flush();
            reserve(em, upload.size());
            return attachment;
        })));
    }

    /** One at a time, and none is kept in memory when it was sent. */
    private static void writeChunks(EntityManager em, UUID id, Upload upload) {
        int position = 0;
        for (long at = 0; at < upload.size(); at += AttachmentChunk.SIZE) {
            em.persist(new AttachmentChunk(id, position++, upload.read(at, AttachmentChunk.SIZE)));
            em.flush();
            em.clear();
        }
    }

    private void reserve(EntityManager em, long size) {
        int rows = em.createQuery(
                        "update AttachmentUsage u set u.bytes = u.bytes + :size where u.bytes + :size <= :limit")
                .setParameter("size", size)
                .setParameter("limit", settings.perTenantBytes())
                .executeUpdate();
        if (rows == 0) {
            throw noRoom();
        }
    }

    /**
     * Removes an attachment for good.
     *
     * @param precondition gets the attachment's version and throws to refuse
     * @throws ProblemException 404 when the viewer may not see it, 403 unless they attached it or are an admin
     */
    public void remove(Viewer viewer, UUID id, LongConsumer precondition) {
        unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, viewer);
            UUID ticketId = em.createQuery("select a.ticket.id from Attachment a where a.id = :id", UUID.class)
                    .setParameter("id", id)
                    .getResultStream()
                    .findFirst()
                    .orElseThrow(AttachmentPages::unknown);
            Ticket ticket = lockedTicket(em, viewer, ticketId);
            Attachment attachment = removable(em, viewer, id);
            precondition.accept(attachment.version());
            ticket.withdrawAttachment(attachment.isInternal());
            em.remove(attachment);
            journal.detached(em, caller, ticket, attachment.name(), attachment.isInternal());
            em.flush();
            return em.createQuery("update AttachmentUsage u set u.bytes = u.bytes - :size")
                    .setParameter("size", attachment.size())
                    .executeUpdate();
        });
    }

    /** Whoever may not know of the ticket does not know of its attachments. */
    private static Ticket lockedTicket(EntityManager em, Viewer viewer, UUID id) {
        try {
            return TicketDesk.visible(em, viewer, TicketReference.parse(id.toString()), LockModeType.PESSIMISTIC_WRITE);
        } catch (ProblemException e) {
            throw e.status() == 404 ? AttachmentPages.unknown() : e;
        }
    }

    private static Attachment removable(EntityManager em, Viewer viewer, UUID id) {
        Attachment attachment = Optional.ofNullable(em.find(Attachment.class, id))
                .filter(found -> viewer.isStaff() || !found.isInternal())
                .orElseThrow(AttachmentPages::unknown);
        if (!attachment.author().id().equals(viewer.userId()) && viewer.role() != Role.ADMIN) {
            throw TicketDesk.forbidden("Only who attached a file or an admin may remove it.");
        }
        return attachment;
    }

    /** A customer is refused by what they see, too: internal files would otherwise be told by it. */
    private void checkCount(Ticket ticket, Viewer viewer) {
        if (ticket.activity(viewer.audience()).attachmentCount() >= settings.perTicket()) {
            throw new ProblemException(
                    409, "too-many-attachments", "The ticket has " + settings.perTicket() + " attachments already.");
        }
    }

    private static ProblemException noRoom() {
        return new ProblemException(
                409, "attachment-quota", "The attachments of this tenant take all the room that it has.");
    }
}
