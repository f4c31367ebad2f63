-- What the timeline of an IMAP mailbox said last of its watch, and since when it is otherwise.
create table watch_said (
    mailbox_id  bigint  primary key references mailbox on delete cascade,
    told        boolean not null,
    other_since timestamptz
);
