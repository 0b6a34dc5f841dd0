package com.helpdeskly.tickets.boundary;

import com.helpdeskly.tickets.control.TicketReference;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a client names tickets in a body: by id or number, a number as a text or as it is. */
final class TicketNames {
    private TicketNames() {}

    /** A ticket's name, {@code null} for what can be none. */
    static TicketReference read(JsonValue value) {
        return find(value).orElse(null);
    }

    /** 1 to so many names, {@code null} for anything else. */
    static List<TicketReference> readAll(JsonValue value, int most) {
        if (!(value instanceof JsonArray array) || array.isEmpty() || array.size() > most) {
            return null;
        }
        List<TicketReference> names = new ArrayList<>();
        for (JsonValue item : array) {
            Optional<TicketReference> name = find(item);
            if (name.isEmpty()) {
                return null;
            }
            names.add(name.get());
        }
        return names;
    }

    private static Optional<TicketReference> find(JsonValue value) {
        if (value instanceof JsonString text) {
            return TicketReference.of(text.getString());
        }
        return value instanceof JsonNumber number ? TicketReference.of(number.toString()) : Optional.empty();
    }
}
