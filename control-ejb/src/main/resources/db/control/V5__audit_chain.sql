-- Each entry is sealed with the hash of the one before it; the head tells where the chain ends. See AuditChain.
create table audit_head (
    only_one boolean primary key default true check (only_one),
    position bigint  not null,
    hash     text    not null
);
insert into audit_head (position, hash) values (0, repeat('0', 64));

alter table audit_entries add position bigint, add hash text;

create function pg_temp.field(value text) returns text language sql as $$
    select case when value is null then '-' else octet_length(convert_to(value, 'UTF8')) || ':' || value end
$$;

-- The entries that were there before there was a chain, in the order in which they were made.
alter table audit_entries disable trigger audit_is_append_only;
do $$
declare
    entry audit_entries;
    head  audit_head;
begin
    select * into head from audit_head;
    for entry in select * from audit_entries order by id loop
        head.position := head.position + 1;
        head.hash := encode(sha256(convert_to(head.hash
            || pg_temp.field(head.position::text)
            || pg_temp.field(entry.id::text)
            || pg_temp.field((extract(epoch from entry.at) * 1000000)::bigint::text)
            || pg_temp.field(entry.actor)
            || pg_temp.field(entry.action)
            || pg_temp.field(entry.tenant_id)
            || pg_temp.field(entry.tenant_slug)
            || pg_temp.field(entry.before)
            || pg_temp.field(entry.after)
            || pg_temp.field(entry.request_id), 'UTF8')), 'hex');
        update audit_entries set position = head.position, hash = head.hash where id = entry.id;
    end loop;
    update audit_head set position = head.position, hash = head.hash;
end $$;
alter table audit_entries enable trigger audit_is_append_only;

alter table audit_entries
    alter position set not null,
    alter hash set not null,
    add constraint audit_entries_position_unique unique (position);
