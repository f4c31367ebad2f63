-- What a copy is. Providers count messages and entries of calendars, so that days can be compared; what was spoken in a meeting and
-- who came to it is beside its entry.
alter table ledger_entry
    add column what text not null default 'message' check (what in ('message', 'entry', 'beside'));
update ledger_entry e
   set what = case when e.source like 'events/%' then 'entry' else 'beside' end
  from mailbox m
 where m.mailbox_id = e.mailbox_id and m.connector in ('graph', 'google')
   and (e.source like 'events/%' or e.source like 'transcripts/%');

-- Days were compared without entries of calendars; they are compared anew.
update mailbox set reconcile_wanted = true where connector in ('graph', 'google');

alter table interaction
    -- What a mail does with a meeting: INVITES, CHANGES, CALLS_OFF, ACCEPTS, ...; null for most mail.
    add column said       text,
    -- Who came to a meeting: {source: {"began":..,"ended":..,"people":[{"name":..,"address":..,"side":..,"seconds":..}]}}
    add column attendance jsonb;

update interaction
   set said = case when origin_reason like '%method=CANCEL)' then 'CALLS_OFF'
                   when origin_reason like '%method=COUNTER)' then 'PROPOSES'
                   when origin_reason like '%method=DECLINECOUNTER)' then 'INSISTS'
                   else 'INVITES' end
 where origin = 'INVITATION' and origin_reason ~ 'method=(REQUEST|ADD|CANCEL|COUNTER|DECLINECOUNTER)\)$';

-- Who calls a meeting off takes a step away from us.
update activity a
   set moves_clock = false,
       clock_reason = case when i.said = 'CALLS_OFF' then 'the buyer called the meeting off'
                           else 'the buyer keeps to the time: the meeting counts once it is held' end
  from interaction i
 where i.interaction_id = a.interaction_id and a.moves_clock and a.direction = 'INBOUND'
   and i.said in ('CALLS_OFF', 'INSISTS');
