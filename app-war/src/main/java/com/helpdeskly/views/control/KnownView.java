package com.helpdeskly.views.control;

import com.helpdeskly.tickets.control.PersonView;
import com.helpdeskly.views.entity.SavedView;
import java.time.Instant;
import java.util.UUID;

/** A saved view as it was read. */
public record KnownView(
        UUID id,
        String name,
        ViewFilter filter,
        boolean shared,
        PersonView owner,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static KnownView of(SavedView view) {
        return new KnownView(
                view.id(),
                view.name(),
                ViewFilter.parse(view.filter()),
                view.isShared(),
                new PersonView(
                        view.owner().id(),
                        view.owner().name(),
                        view.owner().email(),
                        view.owner().role()),
                view.version(),
                view.createdAt(),
                view.updatedAt());
    }
}
