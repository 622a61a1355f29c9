-- By which rules the words of a ticket were taken. What was stored before is of the first revision and is indexed anew by the walk.
alter table ticket_words add column revision integer not null default 1;
