-- S7: what the order of the queue and its filters go by. `queued_at` is when the ticket last began to wait for a person (for
-- one that the assistant still answers, when it was opened); `due_at` the nearest reaction deadline, null where none is
-- promised or it stands still; `overtakes` what the regulation lets go first: critical tickets and coupons.
alter table tickets
  add column category text,
  add column priority text not null default 'medium',
  add column due_at timestamptz,
  add column queued_at timestamptz,
  add column overtakes boolean not null default false;
update tickets set queued_at = opened_at;
alter table tickets alter column queued_at set not null;

-- A message changes none of the columns below, yet each index of an open ticket costs it a little (its row moves): only what
-- an open page asks for again and again has one. A page goes by exactly the key of its index, so it costs the same at the
-- top and deep down; the other columns let filters skip without looking at the rows.
create index queue_by_arrival on tickets (desk_id, (not overtakes), queued_at, ticket_id)
  include (overtakes, status, assignee_id, priority, category, member_id) where status <> 'closed';
create index queue_by_deadline
  on tickets (desk_id, (not overtakes), (coalesce(due_at, 'infinity'::timestamptz)), queued_at, ticket_id)
  include (overtakes, due_at, status, assignee_id, priority, category, member_id) where status <> 'closed';
-- One's own tickets, and who has how many.
create index open_of_assignee on tickets (desk_id, assignee_id, status) where status <> 'closed' and assignee_id is not null;
create index open_of_portal on tickets (member_id, desk_id) where status <> 'closed';
-- Who waits: places in the queue, and tickets that are to be assigned.
create index waiting_of_desk on tickets (desk_id, (not overtakes), queued_at, ticket_id) where status = 'queued';
-- Closed tickets get no messages, so these are paid for once.
create index closed_of_assignee on tickets (desk_id, assignee_id, active_at desc, ticket_id desc) where status = 'closed';

-- D1: who gets a ticket now. Without shifts somebody works whenever the desk does; an absence without an end lasts.
alter table desk_staff
  add column gets_tickets boolean not null default true,
  add column skills text[] not null default '{}',
  add column shifts jsonb,
  add column away_from timestamptz,
  add column away_until timestamptz,
  add column assigned_at timestamptz,
  add check (away_until is null or away_until > away_from);

-- Whose turn it is on duty (T12). Times may overlap: whoever stands in for part of a duty has it for that part.
create table duties (
  duty_id uuid primary key,
  desk_id uuid not null,
  user_id integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  added_by text not null,
  foreign key (desk_id, user_id) references desk_staff on delete cascade
);
create index duties_of_desk on duties (desk_id, ends_at);

-- S7: how the desk's tickets find their agent; the skill that a category asks for.
alter table desks
  add column assignment text not null default 'manual' check (assignment in ('manual', 'roundRobin', 'leastLoaded')),
  add column skill_of jsonb not null default '{}';

-- Filters that somebody has named for themselves.
create table queue_views (
  view_id uuid primary key,
  desk_id uuid not null,
  user_id integer not null,
  name text not null,
  query jsonb not null,
  created_at timestamptz not null,
  foreign key (desk_id, user_id) references desk_staff on delete cascade
);
create index views_of_person on queue_views (desk_id, user_id, created_at);

-- What was said in a ticket, as stems (design, decision 9); written a moment later, never with a message. Notes stand apart,
-- so that a client's search cannot even tell that there is one. Each carries its desk and its portal among the words, so that one
-- look into the index finds one's own tickets alone.
create table ticket_words (
  -- No foreign key: checking it would wait for whoever holds the ticket.
  ticket_id uuid primary key,
  desk_id uuid not null,
  member_id text not null,
  said_at timestamptz not null,
  words tsvector not null,
  note_words tsvector not null
);
create index words_of_tickets on ticket_words using gin (words);
create index words_of_notes on ticket_words using gin (note_words);
create index words_of_desk on ticket_words (desk_id, said_at desc, ticket_id desc);
create index words_of_portal on ticket_words (member_id, said_at desc, ticket_id desc);

-- Tickets whose words are to be read anew as a whole: all that were there before, then those in which a text was changed.
create table words_due (
  ticket_id uuid primary key
);
insert into words_due select ticket_id from tickets;
