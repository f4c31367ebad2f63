-- Why the next attempt is when it is: how often it failed in a row, and how long the provider asked us to wait.
alter table mailbox
    add column failures      int not null default 0,
    add column asked_to_wait interval not null default interval '0',
    -- Connected, but nobody has said yet how far back to read: nothing is read.
    add column waiting       boolean not null default false;

-- What became of what the provider listed, counted at the comparison itself: provider = captured + excluded + quarantined + missing.
-- excluded: reason to count. Older comparisons did not count it and are made anew.
delete from reconciled_day;
update mailbox set reconciled_at = null;
alter table reconciled_day
    add column captured    bigint not null default 0,
    add column excluded    jsonb  not null default '{}',
    add column quarantined bigint not null default 0;

-- The kinds are those of the code that writes them; a list here would have to be changed with every new one.
alter table mailbox_event drop constraint mailbox_event_kind_check;
alter table mailbox_event add constraint mailbox_event_kind_check check (kind ~ '^[A-Z_]{3,40}$');
