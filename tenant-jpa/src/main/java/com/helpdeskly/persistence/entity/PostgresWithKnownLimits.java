package com.helpdeskly.persistence.entity;

import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.expressions.ExpressionSQLPrinter;
import org.eclipse.persistence.internal.expressions.SQLSelectStatement;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;
import org.eclipse.persistence.queries.ReadQuery;

/**
 * PostgreSQL, with the limit of a query in its text and not as a parameter. Of a limit that it does not know PostgreSQL takes
 * a tenth of the rows to be wanted; a plan for that looks dearer than one for the value at hand, so that it would plan each
 * page anew (its manual's notes on {@code PREPARE}), which takes longer than to read it.
 *
 * <p>A query whose limit is changed after it ran once keeps the text of the first: make another one.
 */
public class PostgresWithKnownLimits extends PostgreSQLPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    public void printSQLSelectStatement(DatabaseCall call, ExpressionSQLPrinter printer, SQLSelectStatement statement) {
        ReadQuery query = statement.getQuery();
        if (query == null || query.getMaxRows() <= 0 || query.getFirstResult() > 0) {
            super.printSQLSelectStatement(call, printer, statement);
            return;
        }
        statement.setUseUniqueFieldAliases(true);
        call.setFields(statement.printSQL(printer));
        printer.printString(" LIMIT " + query.getMaxRows());
        call.setIgnoreFirstRowSetting(true);
        call.setIgnoreMaxResultsSetting(true);
    }
}
