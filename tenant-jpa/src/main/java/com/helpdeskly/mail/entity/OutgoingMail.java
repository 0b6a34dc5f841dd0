package com.helpdeskly.mail.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;

/**
 * Somebody has asked for a mail with a link by which a user sets another password. It waits until a node has sent the mail
 * or found that there is no such user, and is then gone. Whoever tries to send it has it for a while; when that fails, or
 * the node dies, it is tried again, ever later. The link is made when the mail is sent: no token is kept here.
 */
@Entity
@Multitenant(MultitenantType.SINGLE_TABLE)
@Table(name = "outgoing_mails")
public class OutgoingMail extends TenantOwned {
    @Column(updatable = false)
    private String email;

    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    /** For the persistence provider alone. */
    protected OutgoingMail() {}

    /** A mail that may be sent at once. @param email in lower case */
    public OutgoingMail(String email) {
        super(Timestamps.now());
        this.email = email;
        this.nextAttemptAt = createdAt();
    }

    /** An attempt begins; nobody else tries until then. */
    public void attempt(Instant next) {
        attempts++;
        nextAttemptAt = next;
    }

    /** The attempt has failed. */
    public void postpone(Instant next) {
        nextAttemptAt = next;
    }

    public String email() {
        return email;
    }

    public int attempts() {
        return attempts;
    }
}
