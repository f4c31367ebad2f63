-- Phrases that the ratings speak for and that are not to be learned all the same. An event is never changed; the last one about a
-- phrase decides. words is how the phrase was shown to who decided, phrase and language name it to the learner.
create table phrase_event (
    phrase_event_id bigint generated always as identity primary key,
    language        text        not null,
    phrase          text collate "C" not null,
    words           text        not null,
    what            text        not null check (what in ('WITHDRAWN', 'RESTORED')),
    note            text        not null check (length(note) <= 1000),
    by_id           bigint      not null references app_user,
    at              timestamptz not null
);
create index phrase_event_current on phrase_event (language, phrase, phrase_event_id desc);

create function keep_phrase_event() returns trigger language plpgsql as $$
begin
    raise exception 'a phrase event is never changed';
end $$;
create trigger keep_phrase_event before update on phrase_event for each row execute function keep_phrase_event();

create view withdrawn_phrase as
    select *
      from (select distinct on (language, phrase) *
              from phrase_event
             order by language, phrase, phrase_event_id desc) last
     where what = 'WITHDRAWN';

-- Learning is a function of the ratings and of these, so both raise the generation.
create trigger learn_from_phrase after insert on phrase_event
    referencing new table as changed for each statement execute function learn_anew();
create trigger forget_phrase after delete on phrase_event
    referencing old table as changed for each statement execute function learn_anew();
