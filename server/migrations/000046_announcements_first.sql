-- D3: what a desk announces to the portals that it serves. It never touches a clock.
create table announcements (
  announcement_id uuid primary key,
  desk_id uuid not null references desks,
  kind text not null check (kind in ('maintenance', 'incident', 'hours', 'news')),
  -- A rule, looked at whenever it is shown.
  audience jsonb not null,
  starts_at timestamptz not null,
  -- As it is planned now; null: until somebody says that it is over.
  until timestamptz,
  ended_at timestamptz,
  published_by text not null,
  published_by_user integer not null,
  published_at timestamptz not null,
  -- The number of the newest update; the first one is what was published.
  updates integer not null default 1 check (updates >= 1),
  check (until is null or until > starts_at)
);
create index announcements_of_desks on announcements (desk_id, published_at desc, announcement_id);

-- What was said stays as it was said.
create table announcement_updates (
  announcement_id uuid not null references announcements,
  number integer not null check (number >= 1),
  at timestamptz not null,
  severity text not null check (severity in ('critical', 'warning', 'info')),
  title jsonb not null,
  body jsonb not null,
  primary key (announcement_id, number)
);

-- Who has closed which update for themself.
create table announcement_closings (
  announcement_id uuid not null references announcements,
  member_id text not null,
  user_id integer not null,
  number integer not null,
  primary key (announcement_id, member_id, user_id)
);
create index closings_of_portals on announcement_closings (member_id);
