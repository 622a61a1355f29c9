-- E10, T12: when a desk's rota is looked through next for times that are promised and empty.
create table rota_watches (
  desk_id uuid primary key references desks,
  due_at timestamptz not null,
  -- Whoever has just opened a desk is not warned of what they have not come to yet.
  begins_at timestamptz not null
);
create index due_rota_watches on rota_watches (due_at);
insert into rota_watches (desk_id, due_at, begins_at) select desk_id, now(), now() from desks;

-- Of what it has been warned already, from now on.
create table rota_warnings (
  desk_id uuid not null references rota_watches,
  who text not null check (who in ('people', 'onDuty')),
  step text not null check (step in ('week', 'day', 'now')),
  starts_at timestamptz not null,
  -- Null: no end is in sight.
  ends_at timestamptz,
  primary key (desk_id, who, step, starts_at),
  check (ends_at is null or ends_at > starts_at)
);
