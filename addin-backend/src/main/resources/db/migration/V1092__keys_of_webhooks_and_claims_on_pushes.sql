-- A webhook whose key was changed is signed with the former one as well, until its receiver has had time to learn the new one.
alter table webhook
    add column former_secret text,
    add column former_until  timestamptz;

-- Whose try at renewing a promise it is: what a node brings home from an earlier one, late or after it was cut off, is not written.
alter table push_state add column claim bigint not null default 0;
