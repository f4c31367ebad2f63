-- Whose turn it is to read a mailbox, and until when unless the node says so again. The number grows with every turn: whoever had
-- an earlier one, and was stopped or cut off meanwhile, finds another number here and stores nothing.
alter table mailbox
    add column turn       bigint not null default 0,
    add column turn_node  text,
    add column turn_until timestamptz;
