-- D3: the public page of a desk, where its owner wants one.
create table status_pages (
  desk_id uuid primary key references desks,
  slug text not null unique,
  opened_at timestamptz not null
);
