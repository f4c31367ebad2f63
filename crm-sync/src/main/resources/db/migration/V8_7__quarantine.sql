-- Where in the mail reading ended and how large it is; when it is tried again by itself, and which reader tried it last: a later one
-- tries once more. What is in quarantine already is tried again at once.
alter table quarantine
    add column place            text        not null default '',
    add column octets           bigint      not null default 0,
    add column tried_at         timestamptz,
    add column next_attempt_at  timestamptz,
    add column reader           int         not null default 0;
update quarantine set tried_at = first_seen_at;
alter table quarantine alter column tried_at set not null;
create index quarantine_due on quarantine (mailbox_id, next_attempt_at);
