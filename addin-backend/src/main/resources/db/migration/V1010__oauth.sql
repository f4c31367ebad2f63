-- Consents that are under way. The state is stored as a hash and used once; the verifier (RFC 7636) is sealed.
create table oauth_consent (
    state_hash  bytea primary key,
    provider    text        not null,
    user_id     bigint      not null references app_user on delete cascade,
    owner_email text        not null,
    mailbox_id  bigint references mailbox on delete cascade,
    verifier    text        not null,
    since       timestamptz not null,
    calendar    boolean     not null,
    transcripts boolean     not null,
    expires_at  timestamptz not null
);

-- How Microsoft and Google mailboxes are reached: with their owner's consent, or as an application of the organisation.
create table oauth_connection (
    mailbox_id        bigint primary key references mailbox on delete cascade,
    provider          text        not null check (provider in ('microsoft', 'google')),
    kind              text        not null check (kind in ('delegated', 'application')),
    account           text        not null,
    folders           text[]      not null default '{}',
    since             timestamptz not null,
    calendar          boolean     not null,
    transcripts       boolean     not null,
    refresh_token     text        not null,
    access_token      text        not null default '',
    access_expires_at timestamptz not null default '-infinity',
    consented_at      timestamptz not null
);
