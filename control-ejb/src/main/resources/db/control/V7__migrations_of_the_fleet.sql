alter table tenants add schema_error text;

create table migrations (
    id                     uuid             primary key,
    status                 text             not null check (status in ('PLANNED', 'RUNNING', 'PAUSED', 'HALTED', 'SUCCEEDED', 'FAILED')),
    target_version         integer          not null,
    parallelism            integer          not null,
    halt_at_failure_ratio  double precision not null,
    dry_run                boolean          not null,
    waves                  integer          not null,
    reason                 text,
    job_id                 uuid,
    created_by             text             not null,
    version                bigint           not null default 1,
    created_at             timestamptz      not null,
    started_at             timestamptz,
    ended_at               timestamptz
);
-- Two runs at once would meet in the same databases.
create unique index migrations_one_at_a_time on migrations ((true))
    where not dry_run and status in ('PLANNED', 'RUNNING', 'PAUSED');

create table migration_tenants (
    migration_id uuid    not null references migrations (id) on delete cascade,
    tenant_id    uuid    not null,
    slug         text    not null,
    wave         integer not null,
    status       text    not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
    from_version text,
    to_version   text,
    started_at   timestamptz,
    duration_ms  bigint,
    error        text,
    primary key (migration_id, tenant_id)
);
create index migration_tenants_by_wave on migration_tenants (migration_id, wave, status, tenant_id);
create index migration_tenants_by_status on migration_tenants (migration_id, status, tenant_id desc);
