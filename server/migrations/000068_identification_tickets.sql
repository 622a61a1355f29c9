-- I4: tickets that came from outside of the portal, by whom, and whether that was proven since.
create table identification_tickets (
  ticket_id uuid primary key references tickets on delete cascade,
  desk_id uuid not null references desks,
  member_id text not null,
  user_id integer not null,
  channel text not null,
  -- The messenger's address; null by phone.
  external_id text,
  opened_at timestamptz not null,
  -- The desk's people have asked for a code, whatever the category.
  demanded_at timestamptz,
  proven_at timestamptz
);
create index identification_tickets_of_clients on identification_tickets (member_id);
create index identification_tickets_of_chats on identification_tickets (desk_id, channel, external_id) where proven_at is null;

-- Null: for whoever is not known yet.
alter table identification_codes
  add column ticket_id uuid references tickets on delete cascade,
  add column digits integer not null default 6,
  add column most_tries integer not null default 5;
create index identification_codes_of_tickets on identification_codes (ticket_id, issued_at desc) where ticket_id is not null;

-- What waits until its ticket's writer is proven: due at no instant, and not at its end.
alter table channel_outbox add column is_held boolean not null default false;
alter table channel_outbox drop constraint channel_outbox_check;
alter table channel_outbox add constraint channel_outbox_check
  check ((state in ('waiting', 'sending') and not is_held) = (next_at is not null));
create index channel_outbox_held on channel_outbox (ticket_id) where is_held;
