-- Whether any history is being read is asked every second.
create index mailbox_importing on mailbox (mailbox_id) where history_complete_at is null;
