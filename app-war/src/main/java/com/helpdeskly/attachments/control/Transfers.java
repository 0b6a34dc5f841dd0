package com.helpdeskly.attachments.control;

import com.helpdeskly.tenancy.boundary.CurrentTenant;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/**
 * Whose turn it is to move bytes of attachments. A transfer holds a thread, and an upload a place on the disk, for as long
 * as its client takes; beside that it needs a connection now and then, and all transfers of a tenant together leave some of
 * its connections to everybody else.
 */
@ApplicationScoped
public class Transfers {
    @Inject
    private AttachmentSettings.Source settings;

    @Inject
    private CurrentTenant tenant;

    private FairTurns transfers;
    private FairTurns connections;

    @PostConstruct
    void create() {
        transfers = new FairTurns(settings.get().transfers());
        connections = new FairTurns(settings.get().connections());
    }

    /** The turn of an upload or download of the current tenant, from its first to its last byte. */
    FairTurns.Turn transfer() {
        return transfers.take(tenant.id());
    }

    /** Uses a connection of the current tenant for a moment, when it is its turn. */
    <T> T withConnection(Supplier<T> work) {
        FairTurns.Turn turn = connections.take(tenant.id());
        try {
            return work.get();
        } finally {
            turn.close();
        }
    }
}
