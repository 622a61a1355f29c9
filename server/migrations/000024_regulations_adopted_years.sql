-- S1: since when promises go by which version of the official years (`server/calendar/officialYears.ts`). Clocks are counted by
-- what was known when they were promised, so an instant is written once and stays. The first version is what every release before
-- went by.
create table adopted_years (
  version integer primary key,
  adopted_at timestamptz not null
);
insert into adopted_years (version, adopted_at) values (1, 'epoch');
