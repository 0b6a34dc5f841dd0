-- Connections that each node may have to the tenant's database; null for what the node is configured with.
alter table tenants
    add connection_limit integer check (connection_limit between 1 and 10000);
