-- Portals: one row a Bitrix24 account, keyed by member_id because an address can change.
create table portals (
  member_id text primary key,
  domain text not null,
  client_endpoint text not null,
  server_endpoint text not null,
  client_id text not null,
  application_token text,
  language text not null default 'ru',
  is_installed boolean not null default false,
  is_client boolean not null default false,
  installed_at timestamptz,
  uninstalled_at timestamptz,
  licence text not null default '',
  licence_type text not null default '',
  licence_family text not null default '',
  licence_checked_at timestamptz,
  licence_failed_at timestamptz,
  is_enterprise_box boolean not null default false,
  support_version bigint not null default 0,
  notice_answers boolean not null default true,
  notice_connection boolean not null default true
);

-- Bitrix24 tokens of people who opened the app, encrypted (the key is not in the database).
create table portal_tokens (
  member_id text not null references portals on delete cascade,
  user_id integer not null,
  access_token text not null,
  refresh_token text not null,
  expires_at timestamptz not null,
  is_admin boolean not null,
  used_at timestamptz not null,
  failed_at timestamptz,
  primary key (member_id, user_id)
);

create table people (
  member_id text not null references portals on delete cascade,
  user_id integer not null,
  name text not null,
  photo text,
  is_admin boolean not null,
  seen_at timestamptz not null,
  primary key (member_id, user_id)
);

-- E2: Bitrix24 shows integrators to no REST method, so an admin names them here.
create table named_people (
  member_id text not null references portals on delete cascade,
  user_id integer not null,
  kind text not null check (kind in ('integrator', 'contact')),
  name text not null,
  photo text,
  named_by text not null,
  named_at timestamptz not null,
  primary key (member_id, user_id)
);

create table sessions (
  token_hash bytea primary key,
  member_id text not null references portals on delete cascade,
  user_id integer not null,
  name text not null,
  photo text,
  is_portal_admin boolean not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_of_portal on sessions (member_id) where ended_at is null;
create index sessions_by_expiry on sessions (expires_at);

create table desks (
  desk_id uuid primary key,
  kind text not null check (kind in ('standard', 'partner')),
  name text not null,
  member_id text not null unique references portals,
  regulation text not null,
  number_prefix text not null default 'OP',
  last_number integer not null default 1000,
  created_at timestamptz not null
);
create unique index one_standard_desk on desks (kind) where kind = 'standard';

create table desk_keys (
  key_hash bytea primary key,
  name text not null,
  kind text not null check (kind in ('standard', 'partner')),
  created_at timestamptz not null,
  used_at timestamptz,
  used_by text
);

create table desk_staff (
  desk_id uuid not null references desks,
  user_id integer not null,
  name text not null,
  photo text,
  role text not null check (role in ('agent', 'lead', 'owner')),
  added_at timestamptz not null,
  primary key (desk_id, user_id)
);

-- C2: a code is stored hashed; only its last group stays readable.
create table support_codes (
  code_id uuid primary key,
  desk_id uuid not null references desks,
  code_hash bytea not null unique,
  last_group text not null,
  portal text,
  max_uses integer not null check (max_uses > 0),
  used integer not null default 0 check (used <= max_uses),
  client_status integer not null check (client_status between 1 and 3),
  note text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text
);
create index codes_of_desk on support_codes (desk_id, issued_at desc);

create table connections (
  connection_id uuid primary key,
  member_id text not null references portals,
  desk_id uuid not null references desks,
  -- Null where a desk that was left is connected again: that needs no code (E3).
  code_id uuid references support_codes,
  client_status integer not null,
  started_at timestamptz not null,
  activated_by text not null,
  activated_by_user integer not null,
  -- C5: the desk ended it; it lives until this instant.
  ends_at timestamptz,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('client_left', 'desk_ended', 'switched', 'uninstalled')),
  check ((ended_at is null) = (ended_reason is null))
);
-- At most one live connection a portal: the last guard behind the row lock on portals.
create unique index one_live_connection on connections (member_id) where ended_at is null;
create index connections_of_desk on connections (desk_id, started_at desc);
create index connections_ending on connections (ends_at) where ended_at is null and ends_at is not null;

create table activation_attempts (
  attempt_id bigint generated always as identity primary key,
  member_id text not null,
  at timestamptz not null
);
create index attempts_of_portal on activation_attempts (member_id, at desc);

create table tickets (
  ticket_id uuid primary key,
  desk_id uuid not null references desks,
  member_id text not null references portals,
  number text not null,
  subject text not null,
  status text not null,
  -- What only some statuses have (T1), as the domain writes it.
  state jsonb not null,
  lock_reason text,
  assignee_id integer,
  opened_by_user integer not null,
  opened_by text not null,
  opened_at timestamptz not null,
  -- The newest event's instant: no later event may be before it, whichever server's clock wrote it.
  last_at timestamptz not null,
  -- What lists are ordered by: somebody wrote or moved the ticket (a lock of the whole desk reorders nothing).
  active_at timestamptz not null,
  last_seq bigint not null default 0,
  last_public_seq bigint not null default 0,
  preview text not null default '',
  unique (desk_id, number)
);
-- Every message moves its ticket to the top of two lists; each further index on active_at would be paid with every message.
create index list_of_desk on tickets (desk_id, active_at desc, ticket_id desc);
create index list_of_portal on tickets (member_id, active_at desc, ticket_id desc);

create table messages (
  message_id uuid not null,
  -- No foreign key: a message is only ever written by the statement that holds its ticket's row.
  ticket_id uuid not null,
  seq bigint not null,
  public_seq bigint,
  side text not null,
  author_member text not null,
  author_id integer not null,
  author_name text not null,
  kind text not null,
  is_question boolean not null default false,
  text text not null,
  at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (ticket_id, seq),
  -- T8 exactly once: the writer's id is unique per ticket and person.
  unique (message_id, ticket_id, author_member, author_id)
);

create table read_marks (
  ticket_id uuid not null references tickets,
  side text not null,
  user_id integer not null,
  seq bigint not null,
  public_seq bigint not null,
  at timestamptz not null,
  primary key (ticket_id, side, user_id)
);

-- One journal: audit log, a ticket's history, realtime feed and queue of reactions.
create table journal (
  entry_id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null,
  member_id text,
  desk_id uuid,
  ticket_id uuid,
  seq bigint,
  public_seq bigint,
  actor jsonb not null,
  payload jsonb not null,
  primary key (xid, entry_id)
);
-- The client's numbers grow with the desk's, so one index serves both.
create unique index journal_of_ticket on journal (ticket_id, seq) include (public_seq) where ticket_id is not null;
create index journal_of_desk on journal (desk_id, entry_id desc) where ticket_id is null;
create index journal_of_portal on journal (member_id, entry_id desc) where ticket_id is null;

create table reaction_cursors (
  reaction text primary key,
  xid xid8 not null,
  entry_id bigint not null
);

-- Tickets in which somebody wrote and may have to be notified; claimed set-wise when due (a job a message is too slow).
create table notices_due (
  ticket_id uuid primary key,
  due_at timestamptz not null
);
create index notices_by_due on notices_due (due_at);

-- D4: never twice for one event. Written after the portal took the notification.
create table notices_sent (
  notice text primary key,
  at timestamptz not null
);
