-- T11: letters of a client's people to the head of support, also without a ticket. Each is one thread: the client writes, the desk
-- answers.
create table letters (
  letter_id uuid primary key,
  desk_id uuid not null references desks,
  member_id text not null references portals,
  kind text not null check (kind in ('urgent', 'feedback')),
  -- What it is about; null: about no ticket.
  ticket_id uuid references tickets,
  -- The client's personal manager, where it is written to them; the heads of support read it, too.
  addressee_id integer,
  status text not null check (status in ('waiting', 'answered', 'read')),
  written_by text not null,
  written_by_user integer not null,
  written_at timestamptz not null,
  -- Since when it waits for the desk, and until when it is answered; null: no time is promised.
  waits_since timestamptz not null,
  due_at timestamptz,
  -- When the owner is told, too, that it is late.
  owner_due_at timestamptz,
  -- Who was told that it is late: nobody, those who lead, the owner.
  alerts smallint not null default 0,
  active_at timestamptz not null,
  messages integer not null default 0
);
create index waiting_letters on letters (desk_id, due_at, waits_since, letter_id) where status = 'waiting';
create index letters_of_desk on letters (desk_id, active_at desc, letter_id desc);
create index letters_of_client on letters (member_id, active_at desc, letter_id desc);

create table letter_messages (
  letter_id uuid not null references letters,
  position integer not null,
  message_id uuid not null unique,
  side text not null check (side in ('client', 'desk')),
  author_member text not null,
  author_id integer not null,
  author_name text not null,
  text text not null,
  at timestamptz not null,
  primary key (letter_id, position)
);
create index letter_messages_of on letter_messages (author_member, at desc);
