package com.helpdeskly.events.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.events.entity.EventKind;
import com.helpdeskly.events.entity.TicketEvent;
import com.helpdeskly.persistence.control.TenantDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventRowsTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    @RegisterExtension
    final TenantDatabase other = new TenantDatabase();

    private EventRows.Reading reading;
    private EventPosition begin;

    @BeforeEach
    void begin() {
        reading = new EventRows.Reading(database.entityManager());
        begin = EventPosition.at(reading.horizon().transaction());
    }

    @Test
    void whatCommitsLateIsReadLateAndNeverSkipped() {
        EntityManager slow = begun(database);
        UUID first = write(slow);
        EntityManager fast = begun(database);
        UUID second = write(fast);
        fast.getTransaction().commit();

        EventRows.Horizon before = reading.horizon();
        assertThat(ticketsAfter(begin, before)).isEmpty();
        assertThat(before.hasLost(begin)).isFalse();
        slow.getTransaction().commit();
        assertThat(ticketsAfter(EventPosition.at(before.transaction()), reading.horizon()))
                .containsExactly(first, second);
    }

    @Test
    void transactionOfAnotherDatabaseHoldsNobodyUp() {
        EntityManager stranger = begun(other);
        write(stranger);
        EntityManager own = begun(database);
        UUID ticket = write(own);
        own.getTransaction().commit();

        assertThat(ticketsAfter(begin, reading.horizon())).containsExactly(ticket);
        stranger.getTransaction().rollback();
    }

    @Test
    void whoeverComesTooLateIsTold() {
        EntityManager writer = begun(database);
        write(writer);
        writer.getTransaction().commit();
        EventPosition end = EventPosition.at(reading.horizon().transaction());

        EventTrimmer.trim(database.entityManager(), end.transaction());
        EventRows.Horizon horizon = reading.horizon();
        assertThat(horizon.hasLost(begin)).isTrue();
        assertThat(horizon.hasLost(end)).isFalse();
        assertThat(horizon.hasLost(EventPosition.at(horizon.transaction() + 1))).isTrue();
        assertThat(ticketsAfter(begin, horizon)).isEmpty();
    }

    private List<UUID> ticketsAfter(EventPosition position, EventRows.Horizon horizon) {
        return reading.after(position, horizon, 10).stream()
                .map(LiveEvent::ticketId)
                .toList();
    }

    private static EntityManager begun(TenantDatabase database) {
        EntityManager em = database.entityManager();
        em.getTransaction().begin();
        return em;
    }

    private static UUID write(EntityManager em) {
        UUID ticket = UUID.randomUUID();
        em.persist(
                new TicketEvent(EventKind.TICKET_CREATED, ticket, UUID.randomUUID(), null, UUID.randomUUID(), false));
        em.flush();
        return ticket;
    }
}
