package com.helpdeskly.figures.boundary;

import java.util.Map;

/**
 * What a node uses of the tenants' databases.
 *
 * @param totalConnections physical connections, at work, idle, and being opened
 * @param activeClients tenants that have an EntityManagerFactory on this node
 * @param connectionsByTenant by slug, for tenants that have any
 */
public record ConnectionFigures(
        int totalConnections, int activeClients, Limits limits, Map<String, Integer> connectionsByTenant) {

    /**
     * The limits in force.
     *
     * @param connections physical connections of the node
     * @param connectionsPerTenant of these for one tenant
     * @param connectionsOfTenants the tenants that have a limit of their own, by slug, as far as this node has served them
     * @param clients EntityManagerFactories that the node keeps
     */
    public record Limits(
            int connections, int connectionsPerTenant, Map<String, Integer> connectionsOfTenants, int clients) {}
}
