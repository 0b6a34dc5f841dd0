package com.helpdeskly.tickets.control;

import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.tickets.entity.Ticket;
import com.helpdeskly.users.entity.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Where deleted tickets are until they are restored or, after {@link TicketSettings#binDays}, removed for good. Each
 * deletion empties the bin of up to {@value #REMOVED_AT_ONCE} that are too old, so that it is emptied faster than it is
 * filled, and no tenant is woken for it.
 */
@Dependent
public class TicketBin {
    private static final int REMOVED_AT_ONCE = 100;

    private final UnitOfWork unitOfWork;
    private final TicketPages pages;
    private final TicketJournal journal;
    private final TicketSettings settings;

    @Inject
    public TicketBin(UnitOfWork unitOfWork, TicketPages pages, TicketJournal journal, TicketSettings settings) {
        this.unitOfWork = unitOfWork;
        this.pages = pages;
        this.journal = journal;
        this.settings = settings;
    }

    /** Takes a ticket out of everybody's sight; 404 when it is unknown or deleted already. */
    public void delete(Viewer staff, TicketReference reference, LongConsumer precondition) {
        unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, staff);
            Ticket ticket = TicketDesk.visible(em, staff, reference, LockModeType.NONE);
            precondition.accept(ticket.version(staff.audience()));
            ticket.delete();
            journal.deleted(em, caller, ticket);
            return ticket.id();
        });
        removeOld(Timestamps.now().minus(Duration.ofDays(settings.binDays())));
    }

    /** Brings a deleted ticket back as it was; without effect on one that is not deleted. */
    public TicketView restore(Viewer staff, TicketReference reference) {
        UUID id = unitOfWork.write(em -> {
            User caller = TicketDesk.activeCaller(em, staff);
            Ticket ticket = em.createQuery(
                            "select t from Ticket t where t." + reference.attribute() + " = :ref", Ticket.class)
                    .setParameter("ref", reference.value())
                    .getResultStream()
                    .findFirst()
                    .orElseThrow(TicketReference::unknown);
            if (ticket.isDeleted()) {
                ticket.restore();
                journal.restored(em, caller, ticket);
            }
            return ticket.id();
        });
        return pages.one(staff, TicketReference.to(id));
    }

    /** Comments, tags and history go along, by the rules of the schema. */
    private void removeOld(Instant deletedBefore) {
        unitOfWork.write(em -> {
            List<UUID> old = em.createQuery("select t.id from Ticket t where t.deletedAt < :old", UUID.class)
                    .setParameter("old", deletedBefore)
                    .setMaxResults(REMOVED_AT_ONCE)
                    .getResultList();
            return old.isEmpty()
                    ? 0
                    : em.createQuery("delete from Ticket t where t.id in :ids and t.deletedAt < :old")
                            .setParameter("ids", old)
                            .setParameter("old", deletedBefore)
                            .executeUpdate();
        });
    }
}
