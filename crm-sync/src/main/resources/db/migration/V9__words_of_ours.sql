-- What we had written to a buyer before somebody rated tells their words from ours. Which mail that was is settled with the first
-- rating: what is captured later must not change what was learned.
create function last_activity() returns bigint language sql stable as 'select coalesce(max(activity_id), 0) from activity';
alter table rating_event add column activities_until bigint not null default 0;
alter table rating_event alter column activities_until set default last_activity();
