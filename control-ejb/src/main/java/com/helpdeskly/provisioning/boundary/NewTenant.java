package com.helpdeskly.provisioning.boundary;

import com.helpdeskly.tenants.entity.Slug;

/**
 * What an operator gives to create a tenant.
 *
 * @param name for people, 1..100 characters
 * @param ownerEmail the first administrator's e-mail, lower case
 * @param ownerName 1..100 characters
 * @param ownerPassword 8..200 characters, or {@code null}
 */
public record NewTenant(String name, Slug slug, String ownerEmail, String ownerName, String ownerPassword) {}
