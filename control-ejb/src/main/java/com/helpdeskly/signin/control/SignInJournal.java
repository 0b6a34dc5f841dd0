package com.helpdeskly.signin.control;

import com.helpdeskly.audit.boundary.AuditTrail;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Records in the audit who signed in and who failed to; never a password. */
@Stateless
public class SignInJournal {
    /** The actor of what somebody did who was not known. */
    public static final String ANONYMOUS = "anonymous";

    @Inject
    private AuditTrail audit;

    /** An operator signed in. */
    public void succeeded(String email, String address) {
        audit.record(email, "sign-in", null, "from " + address);
    }

    /** Somebody gave a wrong password, or the e-mail of nobody. @param locked whether no further try is let through */
    public void failed(String email, String address, boolean locked) {
        audit.record(ANONYMOUS, "sign-in.failed", null, email + " from " + address);
        if (locked) {
            audit.record(AuditTrail.SYSTEM, "sign-in.locked", null, email + " from " + address);
        }
    }
}
