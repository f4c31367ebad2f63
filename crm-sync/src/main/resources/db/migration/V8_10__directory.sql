-- Which state of the people and companies we know a page was decided on: raised in the transaction of whoever makes any of them
-- known, just before it names the mail that is of interest now. A page that was decided on an older one is decided again.
create table directory (
    generation bigint not null
);
insert into directory values (0);
create unique index directory_is_one_row on directory ((true));

-- How often somebody asked for it: what is asked for again while it is being read is read once more.
alter table recall add column calls bigint not null default 1;
