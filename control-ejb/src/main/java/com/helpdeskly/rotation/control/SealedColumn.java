package com.helpdeskly.rotation.control;

import java.util.List;

/**
 * A column of the control database that holds sealed secrets, one in each row.
 *
 * @param owner the column with what a secret is bound to, which is also the row's key
 */
public record SealedColumn(String table, String column, String owner) {
    /** All of them; sealed secrets that are a part of something larger are in the payloads of jobs. */
    static final List<SealedColumn> ALL = List.of(
            new SealedColumn("tenants", "sealed_password", "id"),
            new SealedColumn("tenants", "next_sealed_password", "id"),
            new SealedColumn("signing_keys", "sealed_key", "id"));

    /** Rows that are sealed under another key than ?1, after the key ?2, in order; at most ?3. */
    String outdated() {
        return "select %3$s::text, %2$s from %1$s where not starts_with(%2$s, ?1) and %3$s::text > ?2"
                        .formatted(table, column, owner)
                + " order by %s::text limit ?3 for update".formatted(owner);
    }

    /** Puts ?1 into the row with the key ?2. */
    String update() {
        return "update %s set %s = ?1 where %s::text = ?2".formatted(table, column, owner);
    }
}
