-- What goes first when more is due than threads are free, higher before lower; 50 and 90 are what the scheduler gives to
-- tasks and to recurring ones by itself. No row may be without: the server sorts nothing before everything.
update scheduled_tasks set priority = case when task_instance = 'recurring' then 90 else 50 end where priority is null;
alter table scheduled_tasks alter column priority set default 50, alter column priority set not null;
