-- What people say an activity means for its deal. An event is never changed; the last one of a person about an activity is what
-- that person thinks. Score and scorer are those of that moment, so that it can be told what a rating was an answer to.
create table rating_event (
    rating_event_id bigint generated always as identity primary key,
    activity_id     bigint      not null references activity on delete cascade,
    rater_id        bigint      not null references app_user,
    what            text        not null check (what in ('RATED', 'CHANGED', 'WITHDRAWN', 'RESTORED')),
    good            boolean     not null,
    note            text        not null check (length(note) <= 1000),
    by_id           bigint      not null references app_user,
    at              timestamptz not null,
    scorer_version  text,
    score           double precision
);
create index rating_event_current on rating_event (activity_id, rater_id, rating_event_id desc);
create index rating_event_rater on rating_event (rater_id);

create function keep_rating_event() returns trigger language plpgsql as $$
begin
    raise exception 'a rating event is never changed';
end $$;
create trigger keep_rating_event before update on rating_event for each row execute function keep_rating_event();

create view last_rating as
    select distinct on (activity_id, rater_id) *
      from rating_event
     order by activity_id, rater_id, rating_event_id desc;

create view rating as
    select rating_event_id, activity_id, rater_id, good, note, at
      from last_rating
     where what <> 'WITHDRAWN';

-- Raised by whatever changes the ratings, a deleted account included: every node sees in one look-up whether it has to learn anew.
create table learning (
    generation bigint not null
);
insert into learning values (0);

create function learn_anew() returns trigger language plpgsql as $$
begin
    if exists (select from changed) then
        update learning set generation = generation + 1;
    end if;
    return null;
end $$;
create trigger learn_from_rating after insert on rating_event
    referencing new table as changed for each statement execute function learn_anew();
create trigger forget_rating after delete on rating_event
    referencing old table as changed for each statement execute function learn_anew();

-- scored_by names the score that is shown, checked_by the newest scorer that came to the same: a new row of score is only
-- written where the result differs, so a rating does not copy all scores.
alter table activity add column checked_by text;
create index activity_rescored on activity (occurred_at desc, activity_id desc)
    where score_wanted and scored_by is not null and opportunity_id is not null;

-- The scorers nodes came with. While nodes of two releases run, the one that was started last decides: they must not undo each
-- other's scores for ever.
create table scorer (
    version    text primary key,
    started_at timestamptz not null
);

-- Below which score an interaction from the buyer is bad news that people are warned of.
alter table pipeline add column bad_news_below double precision not null default -0.35
    check (bad_news_below between -1 and 0);

-- What people are warned of, once. Where a later scorer no longer finds it bad, the warning is lifted; it is not raised again.
create table warning (
    warning_id     bigint generated always as identity primary key,
    kind           text             not null check (kind in ('BAD_NEWS')),
    activity_id    bigint           not null references activity on delete cascade,
    raised_at      timestamptz      not null,
    score          double precision not null,
    threshold      double precision not null,
    scorer_version text             not null,
    lifted_at      timestamptz,
    unique (activity_id, kind)
);
create index warning_raised on warning (raised_at);

create table warning_recipient (
    warning_id      bigint not null references warning on delete cascade,
    user_id         bigint not null references app_user,
    acknowledged_at timestamptz,
    primary key (warning_id, user_id)
);
create index warning_unread on warning_recipient (user_id) where acknowledged_at is null;

-- All that leaves Lamplighter by itself leaves from here. Written in the transaction of what it tells of, under a lock that
-- makes its numbers grow in the order in which transactions become visible: whoever reads on from a number misses nothing.
create table outbox (
    outbox_id  bigint generated always as identity primary key,
    what       text        not null check (what in ('RAISED', 'LIFTED', 'CHANGED', 'ACKNOWLEDGED')),
    warning_id bigint      not null references warning on delete cascade,
    at         timestamptz not null
);
create index outbox_at on outbox (at);

-- One message to one person by one channel. Browsers that are open read the outbox itself.
create table delivery (
    outbox_id       bigint      not null references outbox on delete cascade,
    user_id         bigint      not null references app_user,
    channel         text        not null,
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    delivered_at    timestamptz,
    failure         text,
    primary key (outbox_id, user_id, channel)
);
create index delivery_due on delivery (next_attempt_at) where delivered_at is null;
