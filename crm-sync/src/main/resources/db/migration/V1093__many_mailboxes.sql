-- How the last comparison of a mailbox came out, all its days together: with the mailbox itself, so that a list or the sum of a hundred
-- thousand of them does not look at every day of each.
alter table mailbox
    add column compared_provider    bigint not null default 0,
    add column compared_captured    bigint not null default 0,
    add column compared_quarantined bigint not null default 0,
    add column compared_missing     bigint not null default 0,
    add column compared_days        int    not null default 0;
update mailbox m
   set compared_provider = s.provider, compared_captured = s.captured, compared_quarantined = s.quarantined,
       compared_missing = s.missing, compared_days = s.days
  from (select r.mailbox_id, sum(r.provider) as provider, sum(r.captured) as captured, sum(r.quarantined) as quarantined,
               sum(r.missing) as missing, count(*) as days
          from reconciled_day r join mailbox b using (mailbox_id)
         where r.checked_at >= b.reconciled_at
         group by r.mailbox_id) as s
 where m.mailbox_id = s.mailbox_id;

-- Which addresses are ours is asked at every turn of a mailbox and changes once in a while: each node keeps them as long as nothing of
-- it was written.
create table ours (
    one        boolean primary key default true check (one),
    generation bigint not null
);
insert into ours (generation) values (1);
create function ours_changed() returns trigger language plpgsql as $$
begin
    update ours set generation = generation + 1;
    return null;
end $$;
create trigger ours_changed after insert or update or delete on own_domain for each statement execute function ours_changed();
create trigger ours_changed after insert or update or delete on own_address for each statement execute function ours_changed();
create trigger ours_changed after insert or update or delete on freemail_domain for each statement execute function ours_changed();
create trigger ours_changed after insert or delete or update of email on app_user for each statement execute function ours_changed();
create trigger ours_changed after insert or delete or update of address on mailbox for each statement execute function ours_changed();
