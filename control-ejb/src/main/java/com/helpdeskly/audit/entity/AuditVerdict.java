package com.helpdeskly.audit.entity;

/**
 * What a check of the audit found.
 *
 * @param intact whether every entry is there as it was written, and no other
 * @param entries how many entries were looked at
 * @param firstBroken the id of the first entry that is not as it was written or does not follow the one before it; of the
 *     last one that is there where those behind it are missing; {@code null} if the audit is intact or nothing is left of
 *     it
 * @param reason what is wrong with it, or {@code null}
 * @param lastHash the hash that covers all entries; kept elsewhere, it shows later that nothing up to here was rewritten
 */
public record AuditVerdict(boolean intact, long entries, String firstBroken, String reason, String lastHash) {}
