-- A token names the generation it was issued in; raising it signs the operator out everywhere.
alter table operators
    add token_generation bigint      not null default 0,
    add changed_at       timestamptz not null default clock_timestamp();
create index operators_by_change on operators (changed_at);
create trigger operator_changed before update on operators for each row execute function tenant_changed();

-- So that nodes that missed the message hear of it.
create table removed_operators (
    id         uuid        primary key,
    removed_at timestamptz not null default clock_timestamp()
);
create index removed_operators_by_time on removed_operators (removed_at);

-- The one link by which an operator may set a password without knowing one.
create table operator_invitations (
    operator_id uuid        primary key references operators (id) on delete cascade,
    token_hash  text        not null constraint operator_invitations_token_unique unique,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);

-- Revoked ones stay on record. Who made one stays named when that operator is gone.
create table api_tokens (
    id           uuid        primary key,
    name         text        not null,
    scopes       text        not null check (scopes in ('read', 'write', 'read write')),
    secret_hash  text        not null,
    maker_id     uuid        not null,
    maker        text        not null,
    version      bigint      not null default 1,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked      boolean     not null default false,
    revoked_at   timestamptz,
    changed_at   timestamptz not null default clock_timestamp()
);
create index api_tokens_by_maker on api_tokens (maker_id) where not revoked;
create index api_tokens_by_change on api_tokens (changed_at);
create trigger api_token_changed before update on api_tokens for each row
    when (old.version is distinct from new.version) execute function tenant_changed();

-- Sign-ins that failed or are under way, of an account from one address and from all of them.
create table sign_in_attempts (
    key      text        primary key,
    failures integer     not null,
    pending  integer     not null,
    began    timestamptz not null
);
create index sign_in_attempts_by_time on sign_in_attempts (began);
