-- T8: texts that the desk's staff puts into answers, with variables. Without an owner they are the desk's; a person's own are for that one.
create table quick_replies (
  reply_id uuid primary key,
  desk_id uuid not null references desks,
  owner_id integer,
  title text not null,
  text text not null,
  -- Counts its changes: whoever saves says which one they have read.
  revision integer not null check (revision > 0),
  changed_by text not null,
  changed_at timestamptz not null
);
create index quick_replies_of_desk on quick_replies (desk_id, owner_id);
