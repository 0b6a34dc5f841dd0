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

create table teams (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    name       text        not null check (length(name) between 1 and 100),
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz
);
-- A team that is deleted stays for the tickets that it had; its name is free again.
create unique index teams_name_unique on teams (lower(name)) where deleted_at is null;

create table team_members (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    team_id    uuid        not null references teams (id) on delete cascade,
    user_id    uuid        not null references users (id),
    version    bigint      not null default 1,
    created_at timestamptz not null,
    constraint team_members_unique unique (team_id, user_id)
);

create sequence ticket_number;

create table tickets (
    id                      uuid        primary key,
    tenant_id               uuid        not null references tenant_identity (tenant_id),
    number                  bigint      not null default nextval('ticket_number'),
    title                   text        not null check (length(title) between 1 and 200),
    description             text        not null,
    status                  text        not null check (status in ('OPEN', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED')),
    priority                text        not null check (priority in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
    author_id               uuid        not null references users (id),
    assigned_to_id          uuid        references users (id),
    team_id                 uuid        references teams (id),
    -- All tags in their order, with commas between: they are read with the ticket, and its version covers them.
    tags                    text        not null default '',
    merged_into_id          uuid        references tickets (id) on delete set null,
    -- The same where customers may know of it.
    public_merged_into_id   uuid        references tickets (id) on delete set null,
    -- What the staff sees of the ticket's life, and beside it what customers see: internal notes show in the first only.
    comment_count           integer     not null default 0 check (comment_count >= 0),
    last_position           integer     not null default 0,
    attachment_count        integer     not null default 0 check (attachment_count >= 0),
    updated_at              timestamptz not null,
    public_comment_count    integer     not null default 0 check (public_comment_count between 0 and comment_count),
    public_last_position    integer     not null default 0,
    public_attachment_count integer     not null default 0 check (public_attachment_count between 0 and attachment_count),
    public_updated_at       timestamptz not null,
    public_version          bigint      not null default 1,
    version                 bigint      not null default 1,
    created_at              timestamptz not null,
    deleted_at              timestamptz,
    constraint tickets_number_unique unique (number)
);
-- Lists are read in one direction along an index and stop at the page's end; each filter has an index in the default order.
create index tickets_by_creation on tickets (created_at, id) where deleted_at is null;
create index tickets_by_update on tickets (updated_at, id) where deleted_at is null;
create index tickets_by_status on tickets (status, created_at, id) where deleted_at is null;
create index tickets_by_priority on tickets (priority, created_at, id) where deleted_at is null;
create index tickets_by_assignee on tickets (assigned_to_id, created_at, id) where deleted_at is null;
create index tickets_by_author on tickets (author_id, created_at, id) where deleted_at is null;
create index tickets_by_team on tickets (team_id, created_at, id) where deleted_at is null;
create index tickets_in_bin on tickets (created_at, id) where deleted_at is not null;
create index tickets_merged on tickets (merged_into_id) where merged_into_id is not null;
create index tickets_merged_publicly on tickets (public_merged_into_id) where public_merged_into_id is not null;

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

-- The tags of tickets once more, to be found and counted by.
create table ticket_tags (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    ticket_id  uuid        not null references tickets (id) on delete cascade,
    tag        text        not null check (length(tag) between 1 and 100),
    version    bigint      not null default 1,
    created_at timestamptz not null,
    constraint ticket_tags_unique unique (ticket_id, tag)
);
create index ticket_tags_by_tag on ticket_tags (tag, ticket_id);

grant select, insert, update, delete on teams, team_members, ticket_tags to helpdeskly_serving;

-- History of tickets
create table ticket_history (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    ticket_id  uuid        not null references tickets (id) on delete cascade,
    actor_id   uuid        not null references users (id),
    -- Not for customers, not even as existence.
    internal   boolean     not null,
    -- JSON: [{field, from, to}], what one write has changed.
    changes    text        not null,
    version    bigint      not null default 1,
    created_at timestamptz not null
);
create index ticket_history_by_ticket on ticket_history (ticket_id, id);

grant select, insert on ticket_history to helpdeskly_serving;

-- Search
create extension if not exists pg_trgm;

-- The words of a ticket, folded and split before they come here. Customers are answered from the first two alone.
create table ticket_texts (
    ticket_id      uuid     primary key references tickets (id) on delete cascade,
    tenant_id      uuid     not null references tenant_identity (tenant_id),
    own_words      tsvector not null default '',
    public_words   tsvector not null default '',
    internal_words tsvector not null default '',
    -- What the words of the comments take, by which they are kept below what PostgreSQL can hold.
    public_bytes   integer  not null default 0,
    internal_bytes integer  not null default 0
);
create index ticket_texts_by_word on ticket_texts using gin ((own_words || public_words || internal_words))
    with (gin_pending_list_limit = 512);

-- The words that a misspelt one may have been meant for; likeness is looked for in the letters, which are ASCII.
create table search_words (
    word      text collate "C" primary key,
    tenant_id uuid not null references tenant_identity (tenant_id),
    letters   text not null
);
create index search_words_by_likeness on search_words using gin (letters gin_trgm_ops);

grant select, insert, update, delete on ticket_texts to helpdeskly_serving;
grant select, insert on search_words to helpdeskly_serving;

-- Saved views
create table saved_views (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    owner_id   uuid        not null references users (id) on delete cascade,
    name       text        not null check (length(name) between 1 and 100),
    filter     text        not null,
    shared     boolean     not null default false,
    version    bigint      not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint saved_views_name_unique unique (owner_id, name)
);

grant select, insert, update, delete on saved_views to helpdeskly_serving;

-- Attachments
create table attachments (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    ticket_id  uuid        not null references tickets (id) on delete cascade,
    author_id  uuid        not null references users (id),
    name       text        not null check (length(name) between 1 and 255),
    type       text        not null check (length(type) between 3 and 255),
    size       bigint      not null check (size >= 0),
    internal   boolean     not null,
    version    bigint      not null default 1,
    created_at timestamptz not null
);
create index attachments_by_ticket on attachments (ticket_id, id);

-- The bytes. They are written before the row of their attachment, so that its ticket is locked for a moment only.
create table attachment_chunks (
    id            uuid        primary key,
    tenant_id     uuid        not null references tenant_identity (tenant_id),
    attachment_id uuid        not null references attachments (id) on delete cascade deferrable initially deferred,
    position      integer     not null,
    bytes         bytea       not null,
    version       bigint      not null default 1,
    created_at    timestamptz not null,
    constraint attachment_chunks_position_unique unique (attachment_id, position)
);
-- Files are compressed already or not worth it, and what is not compressed is read in parts.
alter table attachment_chunks alter column bytes set storage external;

-- What all attachments take, in one row: two uploads at once cannot pass the limit together.
create table attachment_usage (
    id         uuid        primary key,
    tenant_id  uuid        not null references tenant_identity (tenant_id),
    bytes      bigint      not null check (bytes >= 0),
    version    bigint      not null default 1,
    created_at timestamptz not null,
    constraint attachment_usage_one unique (tenant_id)
);

grant select, insert, update, delete on attachments, attachment_chunks, attachment_usage to helpdeskly_serving;

-- Events
-- What live updates tell, one row for each write, written with it. Nothing refers to a ticket that may be gone.
create table ticket_events (
    id               uuid        primary key,
    tenant_id        uuid        not null references tenant_identity (tenant_id),
    transaction_id   bigint      not null default (pg_current_xact_id()::text::bigint),
    kind             text        not null check (kind in ('TICKET_CREATED', 'TICKET_UPDATED', 'TICKET_DELETED', 'COMMENT_CREATED')),
    ticket_id        uuid        not null,
    ticket_author_id uuid        not null,
    comment_id       uuid,
    actor_id         uuid        not null,
    internal         boolean     not null,
    version          bigint      not null default 1,
    created_at       timestamptz not null
);
create index ticket_events_in_order on ticket_events (transaction_id, id);

-- Up to where events were removed, exclusively; one row at most.
create table event_trim (
    id             uuid        primary key,
    tenant_id      uuid        not null references tenant_identity (tenant_id),
    transaction_id bigint      not null,
    version        bigint      not null default 1,
    created_at     timestamptz not null,
    constraint event_trim_one unique (tenant_id)
);

-- Every transaction of this database below the horizon has ended, so that whoever reads up to there misses none that commits
-- late. A transaction of another database of the server does not hold it up, as it would pg_snapshot_xmin. The snapshot is
-- taken before the transactions under way are looked at: one that ends in between is seen by the next statement.
create view event_horizon as
select identity.tenant_id as id, identity.tenant_id, 1::bigint as version, identity.created_at,
       coalesce((select transaction_id from event_trim), 0) as trimmed,
       least(known.ended, (
           select min(known.ended + (backend_xid::text::bigint - known.ended % 4294967296 + 6442450944) % 4294967296 - 2147483648)
             from pg_stat_activity
            where datname = current_database() and backend_xid is not null)) as transaction_id
  from tenant_identity identity,
       (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as ended) known;

grant select, insert, update, delete on ticket_events, event_trim to helpdeskly_serving;
grant select on event_horizon to helpdeskly_serving;

-- People: one-time links, API keys, mails to be sent
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
