-- E5: the level that counted when the tariff was last looked at, and its last change, so that a page can say it also after a
-- reload. Null until the first answer.
alter table portals add column level text;
alter table portals add column level_before text;
alter table portals add column level_changed_at timestamptz;

-- E6: the one messenger of a client at a desk. Kept apart from the connection, so that a client who comes back has it still.
create table client_messengers (
  desk_id uuid not null references desks,
  member_id text not null references portals on delete cascade,
  messenger text not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  primary key (desk_id, member_id)
);
