package com.helpdeskly.audit.entity;

/** Follows the chain from its beginning; it holds the last link alone, however long the chain is. Not thread-safe. */
public final class AuditCheck {
    private long entries;
    private String last = AuditLink.BEGINNING;
    private String lastId;
    private String firstBroken;
    private String reason;

    /** The next entry, in the order of their positions. @param hash as it is stored */
    public void next(AuditLink link, String hash) {
        entries++;
        if (reason == null && link.position() != entries) {
            broken(link.id().toString(), "An entry before this one is missing.");
        } else if (reason == null && !link.hash(last).equals(hash)) {
            broken(link.id().toString(), "This entry is not as it was written, or was not written by the service.");
        }
        last = hash;
        lastId = link.id().toString();
    }

    /** The end of the chain. @param position and hash what the head says of the last entry */
    public AuditVerdict end(long position, String hash) {
        if (reason == null && position > entries) {
            broken(lastId, "Entries behind this one are missing.");
        } else if (reason == null && (position < entries || !last.equals(hash))) {
            broken(lastId, "This entry was not written by the service.");
        }
        return new AuditVerdict(reason == null, entries, firstBroken, reason, last);
    }

    /** There is no head. */
    public AuditVerdict endless() {
        broken(lastId, "The end of the chain is missing.");
        return new AuditVerdict(false, entries, firstBroken, reason, last);
    }

    private void broken(String id, String what) {
        firstBroken = id;
        reason = what;
    }
}
