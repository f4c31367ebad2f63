-- Whether a mailbox is to be read again although a run of it is going on, because something happened meanwhile.
alter table mailbox add column wanted boolean not null default false;

