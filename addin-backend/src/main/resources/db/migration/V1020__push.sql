-- What providers have promised to call us for. The secret goes with every call; it is sealed.
create table push_subscription (
    connector    text        not null,
    id           text collate "C" not null,
    mailbox_id   bigint      not null references mailbox on delete cascade,
    resource     text        not null,
    secret       text        not null,
    renewed_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_call_at timestamptz,
    primary key (connector, mailbox_id, id)
);
create index push_subscription_id on push_subscription (connector, id);

-- When it was tried last, and what the provider said if it refused.
create table push_state (
    mailbox_id bigint primary key references mailbox on delete cascade,
    tried_at   timestamptz not null,
    failure    text        not null default ''
);
