package com.helpdeskly.tenants.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A PostgreSQL server that holds tenants' databases. */
@Entity
@Table(name = "database_servers")
public class DatabaseServer {
    @Id
    private UUID id;

    private String name;
    private String host;
    private int port;

    protected DatabaseServer() {}

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(host, port);
    }
}
