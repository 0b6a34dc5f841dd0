alter table tenants
    add maintenance        boolean     not null default false,
    add maintenance_reason text,
    add status_before      text,
    add delete_after       timestamptz,
    add constraint tenants_deletion check ((status = 'DELETING') = (delete_after is not null and status_before is not null));

-- So that nodes that missed the message hear of it.
create table removed_tenants (
    id         uuid        primary key,
    slug       text        not null,
    removed_at timestamptz not null default clock_timestamp()
);
create index removed_tenants_by_time on removed_tenants (removed_at);

-- The work on a tenant stays on record when the tenant is gone.
alter table jobs drop constraint jobs_tenant_id_fkey;
alter table jobs add cancelled_by text;
