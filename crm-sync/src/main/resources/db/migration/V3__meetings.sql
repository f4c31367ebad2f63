-- Meetings that anybody told us of, and everything that was said about each: invitations and answers in mail, the entry in
-- every calendar that has it. The meeting itself is an interaction, made of all of these together, so that it is one however
-- many mails and calendars saw it.
create table meeting (
    uid        text collate "C" primary key,
    -- Something was said since it was put together last.
    stale      boolean     not null default true,
    repeats    boolean     not null default false,
    settled_at timestamptz
);
create index meeting_stale on meeting (uid) where stale;
create index meeting_repeats on meeting (settled_at) where repeats;

-- mailbox_id and source name the calendar entry; a mail's are null, because any mailbox may have brought it.
create table meeting_notice (
    uid         text collate "C" not null references meeting on delete cascade,
    notice      uuid        not null,
    mailbox_id  bigint,
    source      text collate "C",
    calendar    bytea       not null,
    recorded_at timestamptz not null,
    primary key (uid, notice)
);
create index meeting_notice_source on meeting_notice (mailbox_id, source) where source is not null;

alter table interaction
    add column meeting_uid text collate "C",
    -- {"start":..,"end":..,"allDay":..,"cancelled":..,"location":..,"link":..,"answers":{address: answer}}
    add column meeting     jsonb;
create index interaction_meeting_uid on interaction (meeting_uid) where meeting_uid is not null;
create index interaction_meeting_time on interaction (occurred_at) where meeting_uid is not null;

-- A meeting moves the clock when it is over; until then it holds it.
alter table activity add column ends_at timestamptz;
create index activity_ahead on activity (opportunity_id, ends_at) where ends_at is not null;

create or replace view witness as
    select interaction_id, mailbox_id, source, recorded_at, vanished_at
      from ledger_entry
     where interaction_id is not null
    union all
    select i.interaction_id, n.mailbox_id, n.source, n.recorded_at, null
      from meeting_notice n
      join interaction i on i.meeting_uid = n.uid
     where n.mailbox_id is not null;
