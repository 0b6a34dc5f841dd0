-- The password that a tenant's login role is about to get; nodes try both until it is in force.
alter table tenants add next_sealed_password text;

-- Work on the service as a whole has no tenant.
alter table jobs alter tenant_id drop not null;
