-- Since when an organisation gives no token for any of its mailboxes, and what its provider said; null while it lets us in.
alter table organisation
    add column refused_since timestamptz,
    add column refusal text not null default '';
