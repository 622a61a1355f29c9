-- D1: everything a desk has promised and is about to promise. A document never changes; a version that is withdrawn before
-- its instant keeps its number, so that a number means one document for ever.
create table regulation_versions (
  desk_id uuid not null references desks,
  version integer not null check (version > 0),
  effective_at timestamptz not null,
  document jsonb not null,
  written_by text not null,
  written_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (desk_id, version),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);

-- What was promised stays: the version that held when a ticket was opened or a connection was made. Those from before this
-- table go by the first one; from now on every insert says it.
alter table tickets add column regulation_version integer not null default 1;
alter table tickets alter column regulation_version drop default;
alter table connections add column regulation_version integer not null default 1;
alter table connections alter column regulation_version drop default;
