package com.helpdeskly.attachments.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** The turn of the current request to move bytes, which ends with it in every case. */
@RequestScoped
public class CurrentTransfer {
    @Inject
    private Transfers transfers;

    private FairTurns.Turn turn;

    /** @throws com.helpdeskly.problems.entity.ProblemException 429 or 503 when it is not its turn */
    public void begin() {
        if (turn == null) {
            turn = transfers.transfer();
        }
    }

    @PreDestroy
    void end() {
        if (turn != null) {
            turn.close();
        }
    }
}
