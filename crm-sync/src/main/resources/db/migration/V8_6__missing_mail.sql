-- When all days are compared next, and when those on which something is missing are read again. A comparison that was due once a day
-- stays due then: mailboxes must not all come at once because of an upgrade.
alter table mailbox
    add column reconcile_at      timestamptz,
    add column repair_at         timestamptz,
    -- Why the provider could not be compared with the last time it was tried; null once it could.
    add column reconcile_failure text;
update mailbox set reconcile_at = reconciled_at + interval '24 hours' where reconciled_at is not null;

create index reconciled_day_missing on reconciled_day (mailbox_id) where missing > 0;

-- Administrators are warned of mail that is missing, once until it is all there: such a warning is about a mailbox and no activity,
-- and is lifted then. That nothing is missing any more is told as a warning of its own, for only what is raised is brought to people.
alter table warning
    alter column activity_id drop not null,
    add column mailbox_id bigint references mailbox on delete cascade,
    add column missing    bigint,
    drop constraint warning_kind_check,
    add check (kind in ('BAD_NEWS', 'CHAMPION_LEFT', 'MAIL_MISSING', 'MAIL_COMPLETE')),
    add check ((kind in ('MAIL_MISSING', 'MAIL_COMPLETE')) = (mailbox_id is not null and missing is not null)),
    add check ((mailbox_id is null) = (activity_id is not null));
create unique index warning_mail_missing on warning (mailbox_id) where kind = 'MAIL_MISSING' and lifted_at is null;
create index warning_mailbox on warning (mailbox_id) where mailbox_id is not null;
