-- I1, E6: ways in which clients write besides the portal's own page. An account is one mailbox or bot of a desk.
create table channel_accounts (
  account_id uuid primary key,
  desk_id uuid not null references desks,
  channel text not null,
  revision integer not null default 1 check (revision >= 1),
  -- Where clients write to, in small letters: of one desk alone.
  address text not null,
  settings jsonb not null,
  -- What it signs in with.
  sealed_secret text not null,
  is_paused boolean not null default false,
  -- checking: what was set up has not been seen to work yet.
  state text not null default 'checking' check (state in ('checking', 'working', 'broken')),
  reason text,
  state_at timestamptz not null,
  -- Up to where everything was stored; null: nothing was looked at yet.
  cursor jsonb,
  looked_at timestamptz,
  heard_at timestamptz,
  -- Its last test: the message that it sent to itself, and how far that came.
  probe jsonb,
  slow_until timestamptz,
  added_by text not null,
  added_at timestamptz not null,
  unique (channel, address)
);
create index channel_accounts_of_desks on channel_accounts (desk_id, added_at, account_id);

-- What has come, as it came, once.
create table channel_inbox (
  event_id uuid primary key,
  place bigint generated always as identity,
  account_id uuid not null references channel_accounts on delete cascade,
  desk_id uuid not null references desks,
  external_key text not null,
  -- The same message by another way, or after a folder was numbered anew.
  content_key text not null,
  conversation text not null,
  raw bytea,
  bytes integer not null,
  is_whole boolean not null,
  arrived_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  tries integer not null default 0,
  -- When a clock looks at it, and until when it is not tried again.
  next_at timestamptz,
  held_until timestamptz,
  outcome text,
  detail text,
  ticket_id uuid,
  done_at timestamptz,
  unique (account_id, external_key),
  unique (desk_id, content_key),
  check ((state = 'waiting') = (next_at is not null))
);
create index channel_inbox_waiting on channel_inbox (account_id, conversation, place) where state = 'waiting';
create index channel_inbox_due on channel_inbox (next_at) where state = 'waiting';
create index channel_inbox_of_desks on channel_inbox (desk_id, place desc);
create index channel_inbox_kept on channel_inbox (arrived_at);

-- What is to be sent: one row an event and address.
create table channel_outbox (
  outbox_id uuid primary key,
  place bigint generated always as identity,
  account_id uuid not null references channel_accounts on delete cascade,
  desk_id uuid not null references desks,
  -- message: somebody's own words; notice: said once or never.
  kind text not null check (kind in ('message', 'notice', 'probe')),
  event_key text not null,
  address text not null,
  member_id text,
  user_id integer,
  ticket_id uuid,
  content jsonb not null,
  message_id text,
  -- Made once, so that what is sent again is the same.
  raw bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  reason text,
  tries integer not null default 0,
  made_at timestamptz not null,
  claimed_at timestamptz,
  next_at timestamptz,
  ended_at timestamptz,
  unique (account_id, event_key, address),
  check ((state in ('waiting', 'sending')) = (next_at is not null))
);
create index channel_outbox_due on channel_outbox (next_at) where next_at is not null;
create index channel_outbox_open on channel_outbox (account_id, address, place) where next_at is not null;
create index channel_outbox_claimed on channel_outbox (account_id, claimed_at) where claimed_at is not null;
create index channel_outbox_of_desks on channel_outbox (desk_id, place desc);
create index channel_outbox_kept on channel_outbox (made_at);
create index channel_outbox_of_ids on channel_outbox (message_id) where message_id is not null;

-- Who writes in a ticket by which account, so that answers go where the question came from.
create table channel_threads (
  ticket_id uuid not null references tickets on delete cascade,
  account_id uuid not null references channel_accounts on delete cascade,
  address text not null,
  member_id text not null,
  user_id integer not null,
  subject text not null,
  last_id text,
  began_at timestamptz not null,
  heard_at timestamptz not null,
  primary key (ticket_id, account_id, address)
);

-- By which message ids a reply finds its ticket.
create table channel_message_ids (
  desk_id uuid not null references desks,
  message_id text not null,
  ticket_id uuid not null references tickets on delete cascade,
  at timestamptz not null,
  primary key (desk_id, message_id)
);
create index channel_message_ids_of_tickets on channel_message_ids (ticket_id);

-- E6: which channels of a desk work, and where clients write to.
create table desk_channels (
  desk_id uuid not null references desks,
  channel text not null,
  address text not null,
  since timestamptz not null,
  primary key (desk_id, channel)
);
