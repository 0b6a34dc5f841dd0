package com.helpdeskly.provisioning.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;

/**
 * Bounds what the provisioners of all nodes do on one server at the same time. A slot is an advisory lock in the server's
 * maintenance database, held by the session that does the work: it is free again when the connection is given back, and
 * also when its node has died. Whoever waits for a slot holds nothing but a connection of its own node, so that those who
 * have one always get on. Nodes that allow different numbers share the lower slots; the highest number holds for all
 * together.
 */
final class DdlSlots {
    /** Sets our locks apart from others; those of one number are another kind for PostgreSQL. */
    private static final int SPACE = 0x48656c70;

    private static final long LOOK_MILLIS = 20;

    /** The scan ends with the first lock that is got, so that it is the only one. */
    private static final String TAKE =
            "select slot from generate_series(1, ?) slot where pg_try_advisory_lock(" + SPACE + ", slot) limit 1";

    private static final String GIVE_BACK = "select pg_advisory_unlock(" + SPACE + ", ?)";

    private final int count;

    /** @param count how many there are on each server, at least 1 */
    DdlSlots(int count) {
        this.count = count;
    }

    /**
     * The connection with a slot, which it gives back when it is closed.
     *
     * @param until when to give up, by {@link System#nanoTime}; it is tried at least once
     * @param broken is told of a connection whose slot could not be given back, and ends its session
     * @throws SQLTransientConnectionException when no slot has become free
     */
    Connection hold(Connection connection, long until, Consumer<Connection> broken) throws SQLException {
        int slot = take(connection);
        while (slot == 0) {
            if (System.nanoTime() - until >= 0) {
                throw new SQLTransientConnectionException("all " + count + " places for DDL on the server are taken");
            }
            pause();
            slot = take(connection);
        }
        return withSlot(connection, slot, broken);
    }

    private int take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, count);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a place for DDL", e);
        }
    }

    private static Connection withSlot(Connection connection, int slot, Consumer<Connection> broken) {
        return (Connection) Proxy.newProxyInstance(
                DdlSlots.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        giveBack(connection, slot, broken);
                    }
                    return call(connection, method, arguments);
                });
    }

    private static void giveBack(Connection connection, int slot, Consumer<Connection> broken) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            try (PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
                statement.setInt(1, slot);
                statement.execute();
            }
        } catch (SQLException failure) {
            System.getLogger(DdlSlots.class.getName())
                    .log(System.Logger.Level.DEBUG, "the session ends, and its place for DDL with it", failure);
            broken.accept(connection);
        }
    }

    private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
