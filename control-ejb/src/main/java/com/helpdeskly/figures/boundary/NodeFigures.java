package com.helpdeskly.figures.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where the app plane's module shows its figures to the control plane's: the two web modules cannot see each other. A
 * singleton of the whole application; the supplier is set once and read by any thread.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeFigures {
    private static final ConnectionFigures NONE =
            new ConnectionFigures(0, 0, new ConnectionFigures.Limits(0, 0, Map.of(), 0), Map.of());

    private volatile Supplier<ConnectionFigures> connections = () -> NONE;

    /** Names the source of the connection figures, at the start of the app plane. */
    public void connectionsFrom(Supplier<ConnectionFigures> source) {
        connections = source;
    }

    /** How it stands now; all zero before the app plane has started. */
    public ConnectionFigures connections() {
        return connections.get();
    }
}
