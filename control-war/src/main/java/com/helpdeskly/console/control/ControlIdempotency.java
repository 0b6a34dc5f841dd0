package com.helpdeskly.console.control;

import com.helpdeskly.idempotency.boundary.IdempotencyKeys;
import com.helpdeskly.web.idempotency.IdempotencyStore;
import com.helpdeskly.web.idempotency.IdempotentRequest;
import com.helpdeskly.web.idempotency.StoredAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Keeps the control plane's answers in the control database. */
@ApplicationScoped
public class ControlIdempotency implements IdempotencyStore {
    @Inject
    private IdempotencyKeys keys;

    @Override
    public Optional<StoredAnswer> begin(IdempotentRequest request) {
        return keys.begin(request.caller(), request.key(), request.fingerprint())
                .map(StoredAnswer::of);
    }

    @Override
    public void answered(IdempotentRequest request, StoredAnswer answer) {
        keys.answered(request.caller(), answer.toText());
    }

    @Override
    public void failed(IdempotentRequest request) {
        keys.failed();
    }
}
