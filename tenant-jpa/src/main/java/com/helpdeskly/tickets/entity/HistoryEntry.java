package com.helpdeskly.tickets.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.users.entity.User;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * What somebody did to a ticket in one go: all that one write has changed is one row. It is written in the transaction of
 * that write and never changed; it goes when the ticket is removed for good.
 */
@Entity
@Table(name = "ticket_history")
public class HistoryEntry extends TenantOwned {
    private static final JsonProvider JSON = JsonProvider.provider();

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "ticket_id", updatable = false)
    private Ticket ticket;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "actor_id", updatable = false)
    private User actor;

    @Column(name = "internal", updatable = false)
    private boolean internal;

    @Column(name = "changes", updatable = false)
    private String changes;

    /** For the persistence provider alone. */
    protected HistoryEntry() {}

    /** @param audience whom it may be told; customers see nothing of what is for the staff */
    public HistoryEntry(Ticket ticket, User actor, Audience audience, List<FieldChange> changes) {
        super(Timestamps.now());
        this.ticket = ticket;
        this.actor = actor;
        this.internal = audience == Audience.STAFF;
        this.changes = written(changes);
    }

    public Ticket ticket() {
        return ticket;
    }

    public User actor() {
        return actor;
    }

    public boolean isInternal() {
        return internal;
    }

    public List<FieldChange> changes() {
        return read(changes);
    }

    /** The changes in a column of them. */
    public static List<FieldChange> read(String column) {
        try (JsonReader reader = JSON.createReader(new StringReader(column))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(change -> new FieldChange(change.getString("field"), text(change, "from"), text(change, "to")))
                    .toList();
        }
    }

    private static String written(List<FieldChange> changes) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (FieldChange change : changes) {
            JsonObjectBuilder json = JSON.createObjectBuilder().add("field", change.field());
            change.from().ifPresent(from -> json.add("from", from));
            change.to().ifPresent(to -> json.add("to", to));
            array.add(json);
        }
        return array.build().toString();
    }

    private static Optional<String> text(JsonObject change, String name) {
        return Optional.ofNullable(change.getString(name, null));
    }
}
