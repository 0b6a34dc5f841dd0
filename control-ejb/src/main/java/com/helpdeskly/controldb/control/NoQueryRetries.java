package com.helpdeskly.controldb.control;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Lets a query of the control database fail as soon as the database does. By default EclipseLink connects three times
 * more, five seconds apart, before an operator is told that the database is away; connections that have died while idle
 * are found by the data source, which tests them before it hands them out.
 */
public class NoQueryRetries implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
            login.setQueryRetryAttemptCount(0);
        }
    }
}
