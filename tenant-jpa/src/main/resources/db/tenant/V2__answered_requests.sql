-- Requests with an Idempotency-Key. A row is written in the transaction of what the request did; the answer follows.
create table answered_requests (
    id          uuid        primary key,
    tenant_id   uuid        not null references tenant_identity (tenant_id),
    caller_id   uuid        not null references users (id) on delete cascade,
    key         text        not null,
    fingerprint text        not null,
    answer      text,
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    constraint answered_requests_key_unique unique (caller_id, key)
);
create index answered_requests_by_age on answered_requests (created_at);

grant select, insert, update, delete on answered_requests to helpdeskly_serving;
