-- When somebody asked for a comparison last, and when the one that is being made began. What was asked for before it began is
-- answered by it, in the transaction that writes it down: one that is broken off has answered nothing.
alter table mailbox
    add column reconcile_wanted_at timestamptz,
    add column reconcile_begun_at  timestamptz;
update mailbox set reconcile_wanted_at = now() where reconcile_wanted;
