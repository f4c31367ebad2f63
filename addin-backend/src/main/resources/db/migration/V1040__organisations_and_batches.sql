-- Organisations that let this application in as a whole. Of Microsoft's nothing secret is kept; a service account's key is sealed.
create table organisation (
    organisation_id bigint generated always as identity primary key,
    provider        text        not null check (provider in ('microsoft', 'google')),
    -- Microsoft's tenant id; the client id of the service account.
    outside_id      text        not null,
    name            text        not null,
    -- Of addresses in it, as far as they are known.
    domains         text[]      not null default '{}',
    -- Exchange grants the application some mailboxes only, so that Entra's permission for all of them is not expected.
    limited         boolean     not null default false,
    account         text        not null default '',
    key_id          text        not null default '',
    secret          text        not null default '',
    connected_at    timestamptz not null,
    unique (provider, outside_id)
);

-- Consents of administrators that are under way. The state is stored as a hash and used once.
create table organisation_consent (
    state_hash bytea       primary key,
    user_id    bigint      not null references app_user on delete cascade,
    -- The tenant that was named beforehand; empty for whichever the administrator belongs to.
    tenant     text        not null,
    limited    boolean     not null,
    expires_at timestamptz not null
);

-- account_id: what the provider calls the account, whatever its address becomes.
alter table oauth_connection
    add column organisation_id bigint references organisation,
    add column account_id text not null default '',
    add constraint oauth_connection_of_organisation check ((kind = 'application') = (organisation_id is not null));
create index oauth_connection_organisation on oauth_connection (organisation_id);

-- Mailboxes that are to be connected, many at once. A row is answered in the transaction that connects its mailbox.
create table mailbox_batch (
    batch_id bigint generated always as identity primary key,
    user_id  bigint references app_user on delete set null,
    begun_at timestamptz not null,
    ended_at timestamptz
);

-- The secret is sealed, and gone when the row is answered.
create table mailbox_batch_row (
    batch_id        bigint  not null references mailbox_batch on delete cascade,
    row_number      int     not null,
    address         text    not null,
    owner_email     text    not null default '',
    owner_name      text    not null default '',
    host            text    not null default '',
    port            int     not null default 0,
    security        text    not null default '',
    username        text    not null default '',
    secret          text    not null default '',
    organisation_id bigint references organisation on delete cascade,
    since           timestamptz not null default '-infinity',
    calendar        boolean not null default false,
    transcripts     boolean not null default false,
    state           text    not null check (state in ('waiting', 'connected', 'there', 'wrong')),
    answer          text    not null default '',
    mailbox_id      bigint references mailbox on delete set null,
    primary key (batch_id, row_number)
);
create index mailbox_batch_row_mailbox on mailbox_batch_row (mailbox_id);
