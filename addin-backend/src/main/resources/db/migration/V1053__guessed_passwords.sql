-- Sign-ins that failed lately. Names are hashed: people type passwords into the wrong field.
create table sign_in_failure (
    failed_at timestamptz not null,
    name_hash bytea       not null,
    address   text        not null
);
create index sign_in_failure_name on sign_in_failure (name_hash, failed_at);
create index sign_in_failure_address on sign_in_failure (address, failed_at);
