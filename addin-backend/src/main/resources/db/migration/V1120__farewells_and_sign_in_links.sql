-- Of mailboxes that were removed: what it takes to end what their provider was asked for. Gone when that is done.
create table farewell (
    mailbox_id      bigint      primary key,
    provider        text        not null,
    kind            text        not null,
    account         text        not null,
    account_id      text        not null,
    organisation_id bigint,
    -- Sealed as it was in oauth_connection.
    refresh_token   text        not null,
    calendar        boolean     not null,
    transcripts     boolean     not null,
    removed_at      timestamptz not null,
    try_at          timestamptz not null,
    tries           int         not null default 0
);
create index farewell_try on farewell (try_at);

create table farewell_promise (
    mailbox_id bigint      not null references farewell on delete cascade,
    id         text collate "C" not null,
    resource   text        not null,
    expires_at timestamptz not null,
    primary key (mailbox_id, id)
);

-- Links by which the owner of a mailbox signs it in again. Stored as a hash; each is good for one success.
create table sign_in_link (
    token_hash bytea       primary key,
    mailbox_id bigint      not null references mailbox on delete cascade,
    user_id    bigint      not null references app_user on delete cascade,
    expires_at timestamptz not null,
    tries      int         not null default 0,
    used_at    timestamptz
);
create index sign_in_link_mailbox on sign_in_link (mailbox_id);

-- Whether reading begins with the connection; if not, somebody has to say how far back.
alter table mailbox_batch_row add column starts boolean not null default true;
