-- D3: holidays that a desk has decided not to announce.
create table declined_holidays (
  desk_id uuid not null references desks,
  -- Local dates of its calendar.
  first_day date not null,
  last_day date not null,
  -- The tariffs that the hours of these days are promised to, with commas; empty: everybody.
  levels text not null,
  declined_by text not null,
  declined_by_user integer not null,
  declined_at timestamptz not null,
  primary key (desk_id, first_day, last_day, levels),
  check (last_day >= first_day)
);
