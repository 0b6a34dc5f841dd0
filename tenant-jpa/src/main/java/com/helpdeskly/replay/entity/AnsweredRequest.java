package com.helpdeskly.replay.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;

/**
 * A request with an {@code Idempotency-Key} that was carried out. It is there as soon as what the request did is there,
 * and never without; its answer comes a moment later, and is lost when the node dies in between.
 */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@Table(name = "answered_requests")
public class AnsweredRequest extends TenantOwned {
    @Convert(UuidConverter.NAME)
    @Column(name = "caller_id", updatable = false)
    private UUID callerId;

    @Column(updatable = false)
    private String key;

    @Column(updatable = false)
    private String fingerprint;

    private String answer;

    protected AnsweredRequest() {}

    /**
     * @param callerId the user whose key it is
     * @param fingerprint a hash of what was asked for
     */
    public AnsweredRequest(UUID callerId, String key, String fingerprint) {
        super(Timestamps.now());
        this.callerId = callerId;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** Keeps the answer that the client got. */
    public void answered(String text) {
        this.answer = text;
    }

    /** Whether it asked for the same. */
    public boolean isFor(String otherFingerprint) {
        return fingerprint.equals(otherFingerprint);
    }

    /** What the client got, or was about to get. */
    public Optional<String> answer() {
        return Optional.ofNullable(answer);
    }
}
