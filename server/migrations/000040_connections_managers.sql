-- D8: who of a desk's people looks after a client; both sides see it.
create table client_managers (
  desk_id uuid not null references desks,
  member_id text not null references portals,
  user_id integer not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (desk_id, member_id)
);
