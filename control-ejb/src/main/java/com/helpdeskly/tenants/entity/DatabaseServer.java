package com.helpdeskly.tenants.entity;

import jakarta.persistence.Column;
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
    private int capacity;

    @Column(name = "accepts_new")
    private boolean acceptsNew;

    protected DatabaseServer() {}

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** How many tenants it may hold. */
    public int capacity() {
        return capacity;
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(host, port);
    }
}
