-- What providers allow for a mailbox, shared by all nodes. A node takes a part of it for a short time and asks the provider within
-- that; with its next wish it says how much it used. Of a node that is not heard of again all of its part counts as used at the end
-- of its time. All times are the database's: clocks of nodes may differ.
create type allowance_part as (part bigint, units integer, places integer, until timestamptz);

create sequence allowance_part_id;

-- One row for a limit of a mailbox, so that whoever takes of it waits for the others; it holds the parts that still count. Without
-- a key to the mailbox: what a provider is told when a mailbox was removed counts, too.
create table allowance (
    mailbox_id   bigint not null,
    name         text not null,
    parts        allowance_part[] not null default '{}',
    closed_until timestamptz,
    used_at      timestamptz not null default now(),
    primary key (mailbox_id, name)
) with (fillfactor = 50);

-- Takes a part in the place of the one that was used before, all in one statement: why is null then. Nothing is wanted by who gives back.
create function take_allowance(of_mailbox bigint, of_name text, most integer, at_once integer, counts interval, lasts interval,
                               wanted integer, least_wanted integer, enough integer, spare integer, wanted_places integer,
                               used_part bigint, used_units integer, quiet boolean, at timestamptz,
                               out part bigint, out units integer, out places integer, out why text, out after_millis bigint)
language plpgsql as $$
declare
    book  allowance%rowtype;
    kept  allowance_part[];
    taken integer;
    held  integer;
begin
    insert into allowance (mailbox_id, name) values (of_mailbox, of_name) on conflict do nothing;
    select * into strict book from allowance a where a.mailbox_id = of_mailbox and a.name = of_name for update;
    -- After the wait for the others: what they took is older than what is taken here.
    at := coalesce(at, clock_timestamp());
    kept := array(
        select row(p.part, case when p.part = used_part then used_units else p.units end, p.places,
                   case when p.part = used_part and quiet then least(p.until, at) else p.until end)::allowance_part
          from unnest(book.parts) p
         where p.until + counts > at and (p.part is distinct from used_part or used_units > 0 or not quiet));
    select coalesce(sum(k.units), 0), coalesce(sum(k.places) filter (where k.until > at and k.part is distinct from used_part), 0)
      into taken, held
      from unnest(kept) k;

    if wanted = 0 then
        why := 'given back';
    elsif book.closed_until > at then
        why := 'closed';
        after_millis := ceil(extract(epoch from book.closed_until - at) * 1000);
    elsif taken + least(least_wanted, most - spare) + spare > most then
        why := 'spent';
        -- When so many of the oldest parts count no longer that there is enough.
        select ceil(extract(epoch from w.until + counts - at) * 1000) into after_millis
          from (select k.until, sum(k.units) over (order by k.until, k.part) as back from unnest(kept) k) w
         where taken - w.back + least(enough, most - spare) + spare <= most
         order by w.back limit 1;
    elsif wanted_places > 0 and held >= at_once then
        why := 'crowded';
    else
        part := nextval('allowance_part_id');
        units := least(wanted, most - taken - spare);
        places := case when wanted_places > 0 then least(wanted_places, at_once - held) else 0 end;
        -- Requests under way of the part before are counted with this one.
        kept := array(
            select row(k.part, k.units, case when k.part = used_part then 0 else k.places end, k.until)::allowance_part
              from unnest(kept) k)
            || row(part, units, places, at + lasts)::allowance_part;
    end if;
    update allowance a set parts = kept, used_at = at where a.mailbox_id = of_mailbox and a.name = of_name;
end $$;
