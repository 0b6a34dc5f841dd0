-- The third lock: which tenant this database belongs to. Exactly one row, written when the tenant is provisioned.
create table tenant_identity (
    singleton  boolean     primary key default true check (singleton),
    tenant_id  uuid        not null unique,
    created_at timestamptz not null default now()
);

-- Every row names its tenant and can only name the one of this database.
create table users (
    id            uuid        primary key,
    tenant_id     uuid        not null references tenant_identity (tenant_id),
    email         text        not null check (email = lower(email) and length(email) <= 254),
    name          text        not null check (length(name) between 1 and 100),
    role          text        not null check (role in ('ADMIN', 'AGENT', 'CUSTOMER')),
    password_hash text,
    active        boolean     not null default true,
    -- Access tokens of another generation are worthless.
    token_generation bigint   not null default 0,
    version       bigint      not null default 1,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint users_email_unique unique (email)
);

create sequence ticket_number;

create table tickets (
    id                   uuid        primary key,
    tenant_id            uuid        not null references tenant_identity (tenant_id),
    number               bigint      not null,
    title                text        not null check (length(title) between 1 and 200),
    description          text        not null,
    status               text        not null check (status in ('OPEN', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED')),
    priority             text        not null check (priority in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
    author_id            uuid        not null references users (id),
    assigned_to_id       uuid        references users (id),
    -- What the staff sees of the ticket's life, and beside it what customers see: internal notes show in the first only.
    comment_count        integer     not null default 0 check (comment_count >= 0),
    last_position        integer     not null default 0,
    updated_at           timestamptz not null,
    public_comment_count integer     not null default 0 check (public_comment_count between 0 and comment_count),
    public_last_position integer     not null default 0,
    public_updated_at    timestamptz not null,
    public_version       bigint      not null default 1,
    version              bigint      not null default 1,
    created_at           timestamptz not null,
    deleted_at           timestamptz,
    constraint tickets_number_unique unique (number)
);
-- Lists are read in one direction along an index and stop at the page's end; each filter has an index in the default order.
create index tickets_by_creation on tickets (created_at, id) where deleted_at is null;
create index tickets_by_update on tickets (updated_at, id) where deleted_at is null;
create index tickets_by_status on tickets (status, created_at, id) where deleted_at is null;
create index tickets_by_priority on tickets (priority, created_at, id) where deleted_at is null;
create index tickets_by_assignee on tickets (assigned_to_id, created_at, id) where deleted_at is null;
create index tickets_by_author on tickets (author_id, created_at, id) where deleted_at is null;

create table comments (
    id              uuid        primary key,
    tenant_id       uuid        not null references tenant_identity (tenant_id),
    ticket_id       uuid        not null references tickets (id) on delete cascade,
    position        integer     not null,
    public_position integer     check (internal = (public_position is null)),
    author_id       uuid        not null references users (id),
    body            text        not null check (length(body) >= 1),
    internal        boolean     not null,
    version         bigint      not null default 1,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint comments_position_unique unique (ticket_id, position),
    constraint comments_public_position_unique unique (ticket_id, public_position)
);

grant select, insert, update, delete on users, tickets, comments to helpdeskly_serving;
grant select on tenant_identity to helpdeskly_serving;
grant usage on sequence ticket_number to helpdeskly_serving;

-- Teams, tags, links between tickets



-- History of tickets



-- Search



-- Saved views



-- Attachments



-- Events



-- People: one-time links, API keys, standing
create table one_time_links (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    user_id    uuid        not null references users (id),
    purpose    text        not null check (purpose in ('INVITATION', 'PASSWORD_RESET')),
    token_hash text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    constraint one_time_links_purpose_unique unique (user_id, purpose),
    constraint one_time_links_token_unique unique (token_hash)
);

create table api_keys (
    id           uuid        primary key,
    tenant_id    uuid        not null references tenant_identity (tenant_id),
    user_id      uuid        not null references users (id),
    name         text        not null check (length(name) between 1 and 100),
    prefix       text        not null,
    secret_hash  text        not null,
    scopes       text        not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    version      bigint      not null default 1,
    created_at   timestamptz not null
);
create index api_keys_by_user on api_keys (user_id, id);

-- Who asked for a link by mail, be there such a user or not; no token is here, it is made when the mail is sent.
create table outgoing_mails (
    id              uuid        primary key,
    tenant_id       uuid        not null references tenant_identity (tenant_id),
    email           text        not null check (length(email) <= 254),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    version         bigint      not null default 1,
    created_at      timestamptz not null,
    constraint outgoing_mails_email_unique unique (email)
);

grant select, insert, update, delete on one_time_links, api_keys, outgoing_mails to helpdeskly_serving;

