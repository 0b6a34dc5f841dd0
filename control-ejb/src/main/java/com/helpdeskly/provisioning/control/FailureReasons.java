package com.helpdeskly.provisioning.control;

import java.sql.SQLException;

/** Says in words for operators why a database server refused, from the SQLSTATE (PostgreSQL manual, appendix A). */
public final class FailureReasons {
    private FailureReasons() {}

    /** In a sentence, without internals. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckFailed check) {
                return check.getMessage();
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return failure instanceof SQLException
                ? "The database server gave no free connection in time."
                : "An internal error; the log of the node has it under the job's id.";
    }

    private static String ofState(String state) {
        String reason = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "The database server could not be reached";
            case "28" -> "The database server refused the provisioner's sign-in";
            case "42" ->
                state.equals("42501")
                        ? "The provisioner role lacks a privilege"
                        : "The database server refused a statement";
            case "53" -> "The database server is out of connections, memory or disk space";
            case "55" -> "Something on the database server is in use";
            case "57" -> "The database server is starting, stopping or cancelled the statement";
            case "58" -> "The database server has trouble with its disk";
            default -> "The database server reported an error";
        };
        return reason + " (error " + state + ").";
    }
}
