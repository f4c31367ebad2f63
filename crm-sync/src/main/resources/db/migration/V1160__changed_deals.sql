-- Which deals have something new, or something that has changed, on their timeline: pages that are open ask for it, every node each
-- second. A row is only ever added, so that two mailboxes that tell about one deal do not wait for each other; and it is worth nothing
-- after a minute, so that a crash may lose it and no replica has it.
create unlogged table changed_deal (
    -- Numbers would be seen out of order: of two transactions the later may be over first. See DealChanges.
    xid            bigint      not null default pg_current_xact_id()::text::bigint,
    opportunity_id bigint      not null,
    at             timestamptz not null default now()
);
create index changed_deal_xid on changed_deal (xid);

create function deals_gain() returns trigger language plpgsql as $$
begin
    insert into changed_deal (opportunity_id)
    select distinct opportunity_id from fresh where opportunity_id is not null;
    return null;
end $$;

create function deals_lose() returns trigger language plpgsql as $$
begin
    insert into changed_deal (opportunity_id)
    select distinct opportunity_id from stale where opportunity_id is not null;
    return null;
end $$;

-- Where an activity went to another deal, both have changed. That a newer scorer came to the same changes nothing.
create function deals_change() returns trigger language plpgsql as $$
begin
    insert into changed_deal (opportunity_id)
    select distinct d.deal
      from stale s
      join fresh f using (activity_id)
     cross join lateral (values (s.opportunity_id), (f.opportunity_id)) as d (deal)
     where d.deal is not null
       and (s.opportunity_id, s.contact_id, s.counterpart, s.direction, s.origin, s.occurred_at, s.ends_at, s.moves_clock,
            s.clock_reason, s.pauses_until, s.scored_by, s.outcome, s.outcome_words, s.held_moves, s.held_reason)
           is distinct from
           (f.opportunity_id, f.contact_id, f.counterpart, f.direction, f.origin, f.occurred_at, f.ends_at, f.moves_clock,
            f.clock_reason, f.pauses_until, f.scored_by, f.outcome, f.outcome_words, f.held_moves, f.held_reason);
    return null;
end $$;

create trigger deals_gain after insert on activity referencing new table as fresh
    for each statement execute function deals_gain();
create trigger deals_lose after delete on activity referencing old table as stale
    for each statement execute function deals_lose();
create trigger deals_change after update on activity referencing old table as stale new table as fresh
    for each statement execute function deals_change();
