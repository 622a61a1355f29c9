-- T8: which people of the desk a note mentions, by their numbers in the desk's portal. Public messages mention nobody.
alter table messages add column mentions integer[] not null default '{}';
