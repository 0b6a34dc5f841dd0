-- Parts of names and slugs are found by their trigrams. A trusted extension: the database's owner may create it. New rows
-- go into the index at once, since a list of pending ones would have to be read by every search.
create extension if not exists pg_trgm;
create index tenants_by_name_part on tenants using gin (lower(name) gin_trgm_ops) with (fastupdate = off);
create index tenants_by_slug_part on tenants using gin (slug gin_trgm_ops) with (fastupdate = off);

-- Lists go by id, which grows with time.
drop index tenants_by_creation;
drop index tenants_by_status;
create index tenants_by_status on tenants (status, id desc);

-- The next tenants of a run are found at once, however many have their outcome.
drop index migration_tenants_by_wave;
create index migration_tenants_by_wave on migration_tenants (migration_id, status, wave, tenant_id);
