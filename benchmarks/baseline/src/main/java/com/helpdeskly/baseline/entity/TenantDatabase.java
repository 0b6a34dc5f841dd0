package com.helpdeskly.baseline.entity;

import java.util.UUID;

/**
 * The database that is read.
 *
 * @param url for JDBC
 * @param tenantId of the rows in it
 */
public record TenantDatabase(String url, String user, String password, UUID tenantId) {}
