package com.helpdeskly.events.control;

import com.helpdeskly.tenancy.boundary.CurrentTenant;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells all nodes, once the current request is over, that it has written events. */
@RequestScoped
public class EventSignal {
    @Inject
    private CurrentTenant tenant;

    @Inject
    private EventHub hub;

    private Optional<String> slug = Optional.empty();

    /** The request writes events, which are there when it has committed. */
    public void give() {
        if (slug.isEmpty()) {
            slug = Optional.of(tenant.slug());
        }
    }

    @PreDestroy
    void end() {
        slug.ifPresent(hub::written);
    }
}
