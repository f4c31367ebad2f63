-- Which node watches which IMAP mailbox. What a node does every ten seconds must not grow with the number of mailboxes: it says in its
-- one row of watch_node that it lives, and all that it holds is held for as long. A node that lives no longer is deleted by whoever
-- sees it first, and its mailboxes are nobody's with that; one that was only late finds itself gone and begins anew.
drop table mailbox_watch;
delete from watch_node;
create table mailbox_watch (
    mailbox_id bigint primary key,
    node       text references watch_node on delete set null,
    -- Whether anybody should watch it; false is left for the node that still does.
    wanted     boolean not null default true,
    -- The node that holds it has to look: it is not wanted any more, or is connected to differently now.
    changed    boolean not null default false,
    -- The server tells the node what happens; says nothing without a node that lives.
    told       boolean not null default false,
    heard_at   timestamptz
);
create index mailbox_watch_free on mailbox_watch (mailbox_id) where node is null and wanted;
create index mailbox_watch_node on mailbox_watch (node);
create index mailbox_watch_changed on mailbox_watch (node) where changed;

-- Keeps the table above in step with what people do to a mailbox; a run of it changes nothing here.
create function watch_follows() returns trigger language plpgsql as $$
declare
    id bigint;
begin
    if tg_op = 'DELETE' then
        id := old.mailbox_id;
    else
        id := new.mailbox_id;
    end if;
    -- Nobody else changes it until this is over: of two at once, neither would see what the other did.
    perform from mailbox where mailbox_id = id for share;
    if exists (select from mailbox m join imap_connection i using (mailbox_id)
                where m.mailbox_id = id and m.connector = 'imap' and not m.paused and not m.waiting and not m.needs_sign_in) then
        insert into mailbox_watch (mailbox_id) values (id)
        on conflict (mailbox_id) do update set wanted = true, changed = mailbox_watch.node is not null;
    else
        delete from mailbox_watch where mailbox_id = id and node is null;
        update mailbox_watch set wanted = false, changed = true where mailbox_id = id and wanted;
    end if;
    return null;
end $$;

create trigger watch_follows after update of paused, waiting, needs_sign_in on mailbox for each row
    when ((old.paused, old.waiting, old.needs_sign_in) is distinct from (new.paused, new.waiting, new.needs_sign_in))
    execute function watch_follows();
create trigger watch_follows_connection after insert or delete on imap_connection for each row execute function watch_follows();
create trigger watch_follows_settings after update on imap_connection for each row
    when (old.* is distinct from new.*) execute function watch_follows();
create trigger watch_follows_choice after insert or delete on reading_choice for each row execute function watch_follows();
create trigger watch_follows_other_choice after update on reading_choice for each row
    when ((old.folders_chosen, old.left_out, old.also_read) is distinct from (new.folders_chosen, new.left_out, new.also_read))
    execute function watch_follows();

insert into mailbox_watch (mailbox_id)
select m.mailbox_id
  from mailbox m join imap_connection using (mailbox_id)
 where m.connector = 'imap' and not m.paused and not m.waiting and not m.needs_sign_in;
