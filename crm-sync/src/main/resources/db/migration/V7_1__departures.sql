-- Who does not work there any more, as an automatic reply says, or as a bounce lets be guessed (said = false).
create table departure (
    interaction_id    bigint  not null references interaction on delete cascade,
    address           text collate "C" not null check (address = lower(address)),
    name              text    not null,
    successor_name    text    not null,
    successor_address text collate "C" not null check (successor_address = lower(successor_address)),
    said              boolean not null,
    primary key (interaction_id, address)
);
create index departure_address on departure (address);

-- A contact who has left is warned of on each of their open deals, once for all mail that says so: activity_id is the first that
-- did. Such a warning has no score.
alter table warning
    add column deal_id         bigint references opportunity on delete cascade,
    add column left_contact_id bigint references contact on delete cascade,
    alter column score drop not null,
    alter column threshold drop not null,
    alter column scorer_version drop not null,
    drop constraint warning_kind_check,
    drop constraint warning_activity_id_kind_key,
    add check (kind in ('BAD_NEWS', 'CHAMPION_LEFT')),
    add check ((kind = 'BAD_NEWS') = (score is not null and threshold is not null and scorer_version is not null)),
    add check ((kind = 'CHAMPION_LEFT') = (deal_id is not null and left_contact_id is not null));
create unique index warning_bad_news on warning (activity_id) where kind = 'BAD_NEWS';
create unique index warning_champion_left on warning (deal_id, left_contact_id) where kind = 'CHAMPION_LEFT';
create index warning_activity on warning (activity_id);
