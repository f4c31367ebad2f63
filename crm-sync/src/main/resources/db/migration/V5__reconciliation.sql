-- What happened to the connection of a mailbox. A stretch between FAILED (or PAUSED) and the next RECOVERED (or RESUMED) is one in
-- which we were blind.
create table mailbox_event (
    event_id   bigint generated always as identity primary key,
    mailbox_id bigint      not null references mailbox on delete cascade,
    at         timestamptz not null,
    kind       text        not null check (kind in ('CONNECTED', 'HISTORY_READ', 'FAILED', 'RECOVERED', 'RECONNECTED', 'PAUSED',
                                                    'RESUMED', 'MISSING_FOUND', 'STILL_MISSING')),
    detail     text        not null
);
create index mailbox_event_mailbox on mailbox_event (mailbox_id, event_id desc);

alter table mailbox
    add column reconciled_at    timestamptz,
    add column reconcile_wanted boolean not null default false;

-- The provider's own count of a day beside ours, as of the last comparison.
-- missing: there, but not in the ledger, although it was read again. repaired: was missing, and is not any more.
create table reconciled_day (
    mailbox_id bigint      not null references mailbox on delete cascade,
    day        date        not null,
    provider   bigint      not null,
    missing    bigint      not null,
    repaired   bigint      not null,
    checked_at timestamptz not null,
    primary key (mailbox_id, day)
);
