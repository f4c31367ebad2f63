-- How users sign in.
create table sign_in (
    user_id       bigint primary key references app_user on delete cascade,
    password_hash text        not null,
    changed_at    timestamptz not null default now()
);

-- How IMAP mailboxes are reached. The password is encrypted with a key that is not in the database.
create table imap_connection (
    mailbox_id    bigint primary key references mailbox on delete cascade,
    host          text    not null,
    port          int     not null check (port between 1 and 65535),
    security      text    not null check (security in ('TLS', 'STARTTLS', 'PLAIN')),
    username      text    not null,
    secret        text    not null,
    folders       text[]  not null default '{}',
    plain_allowed boolean not null default false
);

-- The schedule shared by all nodes; the shape is db-scheduler's.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_execution_time on scheduled_tasks (priority desc, execution_time asc);
