-- The PostgreSQL servers that hold tenants' databases.
create table database_servers (
    id          uuid        primary key,
    name        text        not null constraint database_servers_name_unique unique,
    host        text        not null,
    port        integer     not null check (port between 1 and 65535),
    capacity    integer     not null check (capacity >= 0),
    accepts_new boolean     not null default true,
    created_at  timestamptz not null
);

create table tenants (
    id                 uuid        primary key,
    slug               text        not null constraint tenants_slug_unique unique,
    name               text        not null,
    status             text        not null check (status in ('PROVISIONING', 'ACTIVE', 'FAILED', 'INACTIVE', 'SUSPENDED', 'DELETING')),
    status_reason      text,
    server_id          uuid        not null references database_servers (id),
    database_name      text        not null,
    role_name          text        not null,
    sealed_password    text        not null,
    schema_version     text,
    version            bigint      not null default 1,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    changed_at         timestamptz not null default clock_timestamp(),
    constraint tenants_database_unique unique (server_id, database_name)
);
create index tenants_by_creation on tenants (created_at desc, id desc);
create index tenants_by_status on tenants (status, created_at desc, id desc);
create index tenants_by_server on tenants (server_id);
-- Nodes ask for what changed lately; the database's clock decides, not a node's.
create index tenants_by_change on tenants (changed_at);
create function tenant_changed() returns trigger language plpgsql as $$
begin
    new.changed_at := clock_timestamp();
    return new;
end $$;
create trigger tenant_changed before update on tenants for each row execute function tenant_changed();

create table jobs (
    id          uuid        primary key,
    kind        text        not null,
    status      text        not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
    tenant_id   uuid        not null references tenants (id),
    payload     text,
    priority    integer     not null default 100,
    attempts    integer     not null default 0,
    run_at      timestamptz not null,
    lease_owner text,
    lease_until timestamptz,
    fence       bigint      not null default 0,
    error       text,
    created_at  timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz
);
create index jobs_due on jobs (priority, run_at) where status = 'QUEUED';
create index jobs_leased on jobs (lease_until) where status = 'RUNNING';
create index jobs_by_tenant on jobs (tenant_id, id desc);
create index jobs_by_status on jobs (status, id desc);
create index jobs_by_kind on jobs (kind, id desc);

create table job_steps (
    job_id     uuid        not null references jobs (id) on delete cascade,
    position   integer     not null,
    name       text        not null,
    status     text        not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
    started_at timestamptz,
    ended_at   timestamptz,
    error      text,
    primary key (job_id, position)
);

create table operators (
    id            uuid        primary key,
    email         text        not null check (email = lower(email)) constraint operators_email_unique unique,
    name          text        not null,
    role          text        not null check (role in ('OWNER', 'OPERATOR', 'VIEWER')),
    password_hash text,
    active        boolean     not null default true,
    version       bigint      not null default 1,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

-- Append only: the trigger refuses what nobody may do.
create table audit_entries (
    id          uuid        primary key,
    at          timestamptz not null,
    actor       text        not null,
    action      text        not null,
    tenant_id   text,
    tenant_slug text,
    before      text,
    after       text,
    request_id  text
);
create index audit_entries_by_tenant on audit_entries (tenant_slug, id desc);
create index audit_entries_by_actor on audit_entries (actor, id desc);
create index audit_entries_by_action on audit_entries (action, id desc);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append only';
end $$;
create trigger audit_is_append_only before update or delete on audit_entries
    for each row execute function audit_is_append_only();
create trigger audit_is_not_truncated before truncate on audit_entries
    for each statement execute function audit_is_append_only();

create table signing_keys (
    id         text        primary key,
    sealed_key text        not null,
    created_at timestamptz not null
);
