-- How an IMAP mailbox signs in: with the sealed password, or with a token that the OAuth connection of the mailbox gives.
alter table imap_connection add column sign_in text not null default 'PASSWORD' check (sign_in in ('PASSWORD', 'TOKEN'));

-- Which node holds the IDLE connection of which mailbox, and until when unless it says so again. A node that dies or is cut off
-- says nothing, and the others take over. told: the server does tell what happens, so that asking can be rarer. No foreign key: a mailbox that is gone is simply not wanted any more.
create table mailbox_watch (
    mailbox_id bigint      primary key,
    node       text        not null,
    held_until timestamptz not null,
    told       boolean     not null default false
);
create index mailbox_watch_node on mailbox_watch (node);

-- The nodes that are alive, so that each takes its share.
create table watch_node (
    node        text        primary key,
    alive_until timestamptz not null
);
