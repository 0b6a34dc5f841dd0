package com.helpdeskly.fleet.entity;

import java.util.List;

/**
 * Who belongs to a wave: tenants by name, or a part of the fleet.
 *
 * @param tenants their slugs, or {@code null}
 * @param percent 1 to 100 of all tenants of the run, rounded up, out of those that no earlier wave has; or {@code null}
 */
public record WaveOrder(List<String> tenants, Integer percent) {}
