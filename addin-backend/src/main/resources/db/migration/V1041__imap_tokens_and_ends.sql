-- Where the tokens of an IMAP mailbox come from that is neither Microsoft's nor Google's. The secrets are sealed.
create table imap_token_source (
    mailbox_id        bigint primary key references mailbox on delete cascade,
    token_url         text        not null,
    client_id         text        not null,
    client_secret     text        not null default '',
    grant_type        text        not null check (grant_type in ('client_credentials', 'refresh_token')),
    scope             text        not null default '',
    refresh_token     text        not null default '',
    access_token      text        not null default '',
    access_expires_at timestamptz not null default '-infinity',
    renewed_at        timestamptz not null
);

-- When the provider gave a token last: a right that is not used ends by itself.
alter table oauth_connection add column renewed_at timestamptz;
update oauth_connection set renewed_at = consented_at;

-- Until when something is good that nobody here decides about: a client secret, a service account's key, a server's certificate.
-- Null: it has no end. began_at: known of certificates alone.
create table known_end (
    what       text primary key,
    began_at   timestamptz,
    ends_at    timestamptz,
    checked_at timestamptz not null
);
