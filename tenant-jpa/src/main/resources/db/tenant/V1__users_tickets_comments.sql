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
    attachment_count     integer     not null default 0 check (attachment_count >= 0),
    updated_at           timestamptz not null,
    public_comment_count integer     not null default 0 check (public_comment_count between 0 and comment_count),
    public_last_position integer     not null default 0,
    public_attachment_count integer  not null default 0 check (public_attachment_count between 0 and attachment_count),
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


-- People: one-time links, API keys, standing
