package com.helpdeskly.tenants.entity;

/**
 * Where a PostgreSQL server listens.
 *
 * @param host name or address
 * @param port 1..65535
 */
public record DatabaseAddress(String host, int port) {}
