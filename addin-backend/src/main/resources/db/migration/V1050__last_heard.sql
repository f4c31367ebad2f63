-- When the server of a watched mailbox said something last.
alter table mailbox_watch add column heard_at timestamptz;
