-- In whose name the people of a Workspace domain are listed; empty for nobody.
alter table organisation add column administrator text not null default '';
