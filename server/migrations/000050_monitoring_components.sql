-- D3: what a desk has watched by its monitors.
create table monitoring_components (
  component_id uuid primary key,
  desk_id uuid not null references desks,
  revision integer not null default 1 check (revision >= 1),
  title jsonb not null,
  audience jsonb not null,
  open_after integer not null check (open_after between 0 and 120),
  close_after integer not null check (close_after between 0 and 120),
  is_public boolean not null,
  -- The address of its hook is a secret: its digest is kept.
  token_hash bytea not null unique,
  -- With which its monitor signs, sealed; null: it need not.
  sealed_secret text,
  -- What was heard, as the rules have it, and when the next of them is due by itself.
  state jsonb not null,
  due_at timestamptz,
  first_heard_at timestamptz,
  added_at timestamptz not null
);
create index components_of_desks on monitoring_components (desk_id, added_at, component_id);
create index components_due on monitoring_components (due_at) where due_at is not null;

-- The newest calls of each, to be looked at.
create table monitoring_signals (
  signal_id bigint generated always as identity primary key,
  component_id uuid not null references monitoring_components on delete cascade,
  at timestamptz not null,
  shape text not null,
  firing integer not null,
  resolved integer not null,
  body text not null
);
create index signals_of_components on monitoring_signals (component_id, signal_id desc);

create table monitoring_incidents (
  incident_id uuid primary key,
  component_id uuid not null references monitoring_components on delete cascade,
  is_unstable boolean not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check (closed_at is null or closed_at >= opened_at)
);
create index incidents_of_components on monitoring_incidents (component_id, opened_at desc);
-- One at a time.
create unique index open_incidents on monitoring_incidents (component_id) where closed_at is null;
