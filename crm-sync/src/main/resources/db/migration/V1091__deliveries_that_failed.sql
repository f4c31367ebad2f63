-- Administrators look at what could not be brought to people.
create index delivery_failed on delivery (channel, user_id) where failure is not null;
