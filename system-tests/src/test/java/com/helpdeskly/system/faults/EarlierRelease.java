package com.helpdeskly.system.faults;

import com.helpdeskly.system.harness.Superuser;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Tenants that an earlier release has left one schema version behind. To get there, what the last migration made is taken
 * away again, past the product.
 */
final class EarlierRelease {
    /** The schema version of this release. */
    static final String LATEST = "2";

    /** The one before. */
    static final String BEFORE = "1";

    private EarlierRelease() {}

    /** Sets tenants back that are at the version of this release. */
    static void left(Superuser superuser, Collection<String> slugs) throws SQLException {
        for (String slug : slugs) {
            superuser.execute(
                    superuser.databaseOf(slug),
                    "drop table if exists answered_requests",
                    "delete from flyway_schema_history where version = '" + LATEST + "'");
        }
        superuser.execute(
                Superuser.CONTROL,
                "update tenants set schema_version = '" + BEFORE + "', version = version + 1 where slug in ('"
                        + String.join("', '", slugs) + "')");
    }
}
