package com.helpdeskly.standing.boundary;

import com.helpdeskly.standing.control.StandingMemory;
import com.helpdeskly.standing.entity.Subject;
import com.helpdeskly.tenancy.boundary.CurrentTenant;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Consumer;

/** Spreads what was decided about a user or a key of the request's tenant. */
@Dependent
public class StandingNews {
    private final Consumer<UUID> spread;

    @Inject
    public StandingNews(StandingMemory memory, CurrentTenant tenant) {
        this(id -> memory.changed(new Subject(tenant.id(), id)));
    }

    /** News that go somewhere else. */
    public StandingNews(Consumer<UUID> spread) {
        this.spread = spread;
    }

    /** A user or a key has changed, and that is committed: every node has to know within a second. */
    public void changed(UUID id) {
        spread.accept(id);
    }
}
