package com.helpdeskly.rotation.control;

import java.util.List;

/**
 * A column of the control database that holds sealed secrets, one in each row.
 *
 * @param key the column that tells the rows apart
 * @param owner the column with what a secret is bound to
 */
public record SealedColumn(String table, String column, String key, String owner) {
    /** All of them; sealed secrets that are a part of something larger are in the payloads of jobs. */
    static final List<SealedColumn> ALL = List.of(
            new SealedColumn("tenants", "sealed_password", "id", "id"),
            new SealedColumn("tenants", "next_sealed_password", "id", "id"),
            new SealedColumn("signing_keys", "sealed_key", "id", "id"),
            new SealedColumn("idempotency_keys", "sealed", "attempt", "caller"));

    /** Key, secret and owner of rows that are sealed under another key than ?1, after the row ?2, in order; at most ?3. */
    String outdated() {
        return "select %3$s::text as row_key, %2$s as secret, %4$s::text as owner from %1$s"
                        .formatted(table, column, key, owner)
                + " where not starts_with(%2$s, ?1) and %1$s::text > ?2 order by %1$s::text limit ?3 for update"
                        .formatted(key, column);
    }

    /** Puts ?1 into the row with the key ?2. */
    String update() {
        return "update %s set %s = ?1 where %s::text = ?2".formatted(table, column, key);
    }
}
