-- What somebody chose to have read of a mailbox, whatever its provider. No row: the defaults.
create table reading_choice (
    mailbox_id     bigint primary key references mailbox on delete cascade,
    folders_chosen boolean     not null default false,
    left_out       text[]      not null default '{}',
    also_read      text[]      not null default '{}',
    -- False: not although it was allowed. What was not allowed cannot be chosen.
    calendar       boolean     not null default true,
    transcripts    boolean     not null default true,
    -- Mail received before is not read; null for what was said when the mailbox was connected.
    since          timestamptz,
    -- When the window was made wider: down to here it is known what there is. Equal to since when all is.
    listed_to      timestamptz
);
