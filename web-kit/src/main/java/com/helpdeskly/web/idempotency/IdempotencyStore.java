package com.helpdeskly.web.idempotency;

import java.util.Optional;

/** Where one web module keeps what was answered to requests with an {@code Idempotency-Key}. */
public interface IdempotencyStore {
    /**
     * Begins a request, unless it was carried out before.
     *
     * @return the first answer, or nothing when the request is to be carried out now
     * @throws com.helpdeskly.problems.entity.ProblemException 422 when the key was used for another request; 409 when the
     *     same one is under way, or was carried out and its answer is lost
     */
    Optional<StoredAnswer> begin(IdempotentRequest request);

    /** It was carried out, and this is the answer. */
    void answered(IdempotentRequest request, StoredAnswer answer);

    /** It was not carried out: sent again, it is tried again. */
    void failed(IdempotentRequest request);
}
