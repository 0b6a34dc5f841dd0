package com.helpdeskly.replay.control;

import com.helpdeskly.replay.entity.AnsweredRequest;
import com.helpdeskly.web.idempotency.IdempotentRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** The current request, if its client gave it an {@code Idempotency-Key} and it has not been carried out yet. */
@RequestScoped
public class PendingRequest {
    /** The constraint that lets one of several equal requests through. */
    public static final String UNIQUE = "answered_requests_key_unique";

    private IdempotentRequest request;
    private UUID recorded;

    void begin(IdempotentRequest pending) {
        this.request = pending;
    }

    /** Records in the current transaction that the request is carried out; a transaction that is tried again does so again. */
    public void record(EntityManager em) {
        if (request != null) {
            AnsweredRequest row = new AnsweredRequest(request.caller(), request.key(), request.fingerprint());
            em.persist(row);
            recorded = row.id();
        }
    }

    /** The record is written: what else the request writes belongs to it. */
    public void committed() {
        request = null;
    }

    Optional<UUID> recorded() {
        return Optional.ofNullable(recorded);
    }
}
