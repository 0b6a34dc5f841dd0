-- Requests with an Idempotency-Key. DONE is set in the transaction of what was done, so that nothing is done twice
-- whenever a node dies; the answer follows.
create table idempotency_keys (
    caller       uuid        not null,
    key          text        not null,
    fingerprint  text        not null,
    status       text        not null check (status in ('STARTED', 'DONE', 'ANSWERED')),
    attempt      uuid        not null,
    locked_until timestamptz not null,
    sealed       text,
    created_at   timestamptz not null default clock_timestamp(),
    primary key (caller, key)
);
create unique index idempotency_keys_by_attempt on idempotency_keys (attempt);
create index idempotency_keys_by_age on idempotency_keys (created_at);
