-- The people and deals of the CRM core, what was captured about them, and the ledger that proves nothing was missed.

create table app_user (
    user_id     bigint generated always as identity primary key,
    username    text        not null unique,
    name        text        not null,
    email       text        not null unique check (email = lower(email)),
    role        text        not null check (role in ('rep', 'manager', 'admin')),
    created_at  timestamptz not null default now()
);

-- What decides direction. Sub-domains of an own domain are own too.
create table own_domain (
    domain text collate "C" primary key check (domain = lower(domain))
);

create table own_address (
    address text collate "C" primary key check (address = lower(address)),
    user_id bigint references app_user on delete cascade
);

create table account (
    account_id bigint generated always as identity primary key,
    name       text        not null,
    created_at timestamptz not null default now()
);
create unique index account_name on account (lower(name));

create table account_domain (
    domain     text collate "C" primary key check (domain = lower(domain)),
    account_id bigint not null references account on delete cascade
);
create index account_domain_account on account_domain (account_id);

-- Domains that belong to nobody's company: an address there is one person, never an account.
create table freemail_domain (
    domain text collate "C" primary key check (domain = lower(domain))
);

create table contact (
    contact_id bigint generated always as identity primary key,
    account_id bigint references account on delete set null,
    name       text        not null,
    created_at timestamptz not null default now()
);
create index contact_account on contact (account_id);

create table contact_address (
    address    text collate "C" primary key check (address = lower(address)),
    contact_id bigint not null references contact on delete cascade
);
create index contact_address_contact on contact_address (contact_id);

create table pipeline (
    pipeline_id     bigint generated always as identity primary key,
    name            text not null unique,
    dark_after_days int  not null default 21 check (dark_after_days between 14 and 42)
);

create table stage (
    stage_id    bigint generated always as identity primary key,
    pipeline_id bigint not null references pipeline on delete cascade,
    name        text   not null,
    position    int    not null,
    outcome     text   not null default 'open' check (outcome in ('open', 'won', 'lost')),
    unique (pipeline_id, position)
);
create unique index stage_name on stage (pipeline_id, lower(name));

create table opportunity (
    opportunity_id bigint generated always as identity primary key,
    account_id     bigint         not null references account on delete cascade,
    owner_id       bigint         not null references app_user,
    stage_id       bigint         not null references stage,
    name           text           not null,
    amount         numeric(18, 2) not null check (amount >= 0),
    currency       text           not null check (currency ~ '^[A-Z]{3}$'),
    close_date     date,
    created_at     timestamptz    not null default now()
);
create unique index opportunity_name on opportunity (account_id, lower(name));
create index opportunity_owner on opportunity (owner_id);
create index opportunity_stage on opportunity (stage_id);

create table buying_role (
    opportunity_id bigint not null references opportunity on delete cascade,
    contact_id     bigint not null references contact on delete cascade,
    role           text   not null,
    primary key (opportunity_id, contact_id)
);
create index buying_role_contact on buying_role (contact_id);

-- A mailbox and how reading it stands. The settings and secrets needed to reach it belong to the application above.
create table mailbox (
    mailbox_id      bigint generated always as identity primary key,
    user_id         bigint      not null references app_user,
    connector       text        not null,
    address         text        not null unique check (address = lower(address)),
    paused          boolean     not null default false,
    created_at      timestamptz not null default now(),
    last_run_at     timestamptz,
    last_success_at timestamptz,
    failing_since   timestamptz,
    failure         text,
    needs_sign_in   boolean     not null default false,
    next_attempt_at timestamptz,
    notices         text[]      not null default '{}',
    import_started_at   timestamptz,
    history_complete_at timestamptz,
    messages_read   bigint      not null default 0,
    remaining       bigint
);
create index mailbox_user on mailbox (user_id);

-- Moved only in the transaction that stores what it has passed.
create table mailbox_cursor (
    mailbox_id bigint primary key references mailbox on delete cascade,
    connector  text        not null,
    version    int         not null,
    token      text        not null,
    moved_at   timestamptz not null
);

-- One mail, meeting, call or transcript, however many mailboxes saw it.
-- Rows of a few kilobytes stay in their page: moving each body out of line would cost more than it saves.
create table interaction (
    interaction_id bigint generated always as identity primary key,
    key            uuid        not null unique,
    fingerprint    bigint      not null,
    kind           text        not null,
    message_id     text collate "C" not null,
    thread_root    text collate "C" not null,
    direction      text        not null,
    origin         text        not null,
    origin_reason  text        not null,
    occurred_at    timestamptz not null,
    sent_at        timestamptz,
    from_name      text        not null,
    from_address   text        not null,
    participants   jsonb       not null,
    subject        text        not null,
    body           text        not null,
    quoted_lines   int         not null,
    forwarded      boolean     not null,
    attachments    jsonb       not null,
    warnings       text[]      not null,
    kept           bytea       not null,
    reader_version int         not null,
    recorded_at    timestamptz not null
) with (toast_tuple_target = 8160);
alter table interaction alter column kept set storage external;
create index interaction_message_id on interaction (message_id) where message_id <> '';
create index interaction_thread_root on interaction (thread_root) where thread_root <> '';

-- One row for every copy a provider showed us, whatever became of it: seen = captured + excluded + quarantined.
-- Here and in activity there are no foreign keys on the way of every mail: six look-ups and row locks a mail made up half of
-- the time of a commit. The committing transaction holds what it refers to instead, once a page; deletions clean up below.
-- No content and no address is here; parties are keyed hashes, which let a contact who becomes known find the past.
create table ledger_entry (
    mailbox_id     bigint      not null,
    source         text collate "C" not null,
    key            uuid,
    outcome        text        not null check (outcome in ('captured', 'excluded', 'quarantined', 'discarded')),
    reason         text        not null,
    received_on    date        not null,
    interaction_id bigint,
    parties        bigint[],
    recorded_at    timestamptz not null,
    vanished_at    timestamptz,
    primary key (mailbox_id, source)
);
create index ledger_entry_day on ledger_entry (mailbox_id, received_on);
create index ledger_entry_interaction on ledger_entry (interaction_id) where interaction_id is not null;
create index ledger_entry_excluded_parties on ledger_entry using gin (parties) where outcome = 'excluded';

-- A witness is a mailbox in which an interaction was seen: the ledger row of a captured copy.
create view witness as
    select interaction_id, mailbox_id, source, recorded_at, vanished_at
      from ledger_entry
     where interaction_id is not null;

-- A tombstone is a copy that is gone from its mailbox. What it told us stays.
create view tombstone as
    select mailbox_id, source, interaction_id, vanished_at
      from ledger_entry
     where vanished_at is not null;

create table quarantine (
    quarantine_id bigint generated always as identity primary key,
    mailbox_id    bigint      not null,
    source        text collate "C" not null,
    reason        text        not null,
    received_at   timestamptz not null,
    first_seen_at timestamptz not null,
    attempts      int         not null default 1,
    unique (mailbox_id, source),
    foreign key (mailbox_id, source) references ledger_entry on delete cascade
);

-- Excluded messages that have become of interest, because somebody on them is known now: to be read again.
create table recall (
    mailbox_id bigint not null,
    source     text collate "C" not null,
    primary key (mailbox_id, source),
    foreign key (mailbox_id, source) references ledger_entry on delete cascade
);

-- An interaction attached to CRM records: one for each account that took part.
create table activity (
    activity_id    bigint generated always as identity primary key,
    interaction_id bigint      not null,
    account_id     bigint      not null,
    opportunity_id bigint,
    contact_id     bigint,
    counterpart    text        not null,
    direction      text        not null,
    origin         text        not null,
    occurred_at    timestamptz not null,
    moves_clock    boolean     not null,
    clock_reason   text        not null,
    pauses_until   timestamptz,
    match_rule     text        not null,
    match_margin   real        not null,
    match_detail   jsonb       not null,
    score_wanted   boolean     not null,
    scored_by      text,
    unique (interaction_id, account_id)
);
create index activity_opportunity on activity (opportunity_id, occurred_at desc, activity_id desc);
create index activity_account on activity (account_id) where opportunity_id is null;
create index activity_pause on activity (opportunity_id) where pauses_until is not null;
create index activity_unscored on activity (occurred_at desc, activity_id desc) where score_wanted and scored_by is null;
create index activity_without_contact on activity (counterpart) where contact_id is null;

-- Interactions whose deal is not certain: a person decides.
create table match_review (
    activity_id bigint primary key references activity on delete cascade,
    raised_at   timestamptz not null
);

-- Old scores stay, each with the version of the scorer that gave it. base + the contributions = value.
create table score (
    activity_id    bigint           not null references activity on delete cascade,
    scorer_version text             not null,
    value          double precision not null,
    confidence     double precision not null,
    base           double precision not null,
    evidence       jsonb            not null,
    scored_at      timestamptz      not null,
    primary key (activity_id, scorer_version)
);

create function forget_mailbox() returns trigger language plpgsql as $$
begin
    delete from ledger_entry e using gone g where e.mailbox_id = g.mailbox_id;
    return null;
end $$;
create trigger forget_mailbox after delete on mailbox
    referencing old table as gone for each statement execute function forget_mailbox();

create function forget_account() returns trigger language plpgsql as $$
begin
    delete from activity a using gone g where a.account_id = g.account_id;
    return null;
end $$;
create trigger forget_account after delete on account
    referencing old table as gone for each statement execute function forget_account();

create function forget_opportunity() returns trigger language plpgsql as $$
begin
    update activity a set opportunity_id = null from gone g where a.opportunity_id = g.opportunity_id;
    return null;
end $$;
create trigger forget_opportunity after delete on opportunity
    referencing old table as gone for each statement execute function forget_opportunity();

create function forget_contact() returns trigger language plpgsql as $$
begin
    update activity a set contact_id = null from gone g where a.contact_id = g.contact_id;
    return null;
end $$;
create trigger forget_contact after delete on contact
    referencing old table as gone for each statement execute function forget_contact();

create function forget_interaction() returns trigger language plpgsql as $$
begin
    delete from activity a using gone g where a.interaction_id = g.interaction_id;
    update ledger_entry e set interaction_id = null from gone g where e.interaction_id = g.interaction_id;
    return null;
end $$;
create trigger forget_interaction after delete on interaction
    referencing old table as gone for each statement execute function forget_interaction();

insert into pipeline (name) values ('Sales');
insert into stage (pipeline_id, name, position, outcome)
select p.pipeline_id, s.name, s.position, s.outcome
  from pipeline p
 cross join (values ('Lead', 1, 'open'), ('Prospecting', 2, 'open'), ('Qualified', 3, 'open'),
                    ('Proposal', 4, 'open'), ('Negotiation', 5, 'open'), ('Closing', 6, 'open'),
                    ('Won', 900, 'won'), ('Lost', 901, 'lost')) as s (name, position, outcome);

-- Salt of the keyed hashes in ledger_entry.parties, different in every installation.
create table installation (
    salt uuid not null default gen_random_uuid()
);
insert into installation default values;

insert into freemail_domain (domain) values
    ('gmail.com'), ('googlemail.com'), ('outlook.com'), ('hotmail.com'), ('hotmail.co.uk'), ('hotmail.fr'),
    ('hotmail.de'), ('live.com'), ('live.co.uk'), ('msn.com'), ('yahoo.com'), ('yahoo.co.uk'), ('yahoo.co.jp'),
    ('yahoo.fr'), ('yahoo.de'), ('yahoo.es'), ('yahoo.it'), ('yahoo.com.br'), ('ymail.com'), ('rocketmail.com'),
    ('aol.com'), ('icloud.com'), ('me.com'), ('mac.com'), ('proton.me'), ('protonmail.com'), ('pm.me'), ('gmx.de'),
    ('gmx.net'), ('gmx.com'), ('gmx.at'), ('gmx.ch'), ('web.de'), ('t-online.de'), ('freenet.de'), ('posteo.de'),
    ('mailbox.org'), ('orange.fr'), ('free.fr'), ('laposte.net'), ('wanadoo.fr'), ('sfr.fr'), ('libero.it'),
    ('virgilio.it'), ('tiscali.it'), ('alice.it'), ('naver.com'), ('hanmail.net'), ('daum.net'), ('nate.com'),
    ('kakao.com'), ('qq.com'), ('163.com'), ('126.com'), ('yeah.net'), ('sina.com'), ('sina.cn'), ('sohu.com'),
    ('foxmail.com'), ('139.com'), ('mail.ru'), ('yandex.ru'), ('yandex.com'), ('bk.ru'), ('inbox.ru'), ('list.ru'),
    ('rambler.ru'), ('wp.pl'), ('o2.pl'), ('onet.pl'), ('interia.pl'), ('seznam.cz'), ('email.cz'), ('ukr.net'),
    ('zoho.com'), ('zohomail.com'), ('fastmail.com'), ('fastmail.fm'), ('tutanota.com'), ('tuta.io'), ('hey.com'),
    ('mail.com'), ('uol.com.br'), ('bol.com.br'), ('terra.com.br'), ('btinternet.com'), ('sky.com'),
    ('ntlworld.com'), ('comcast.net'), ('verizon.net'), ('att.net'), ('sbcglobal.net'), ('cox.net'),
    ('bellsouth.net'), ('earthlink.net'), ('shaw.ca'), ('rogers.com'), ('bigpond.com'), ('optusnet.com.au'),
    ('docomo.ne.jp'), ('ezweb.ne.jp'), ('softbank.ne.jp'), ('rediffmail.com'), ('telia.com'), ('online.no'),
    ('ziggo.nl'), ('kpnmail.nl'), ('hetnet.nl'), ('planet.nl'), ('bluewin.ch');
