-- I2, I3: how a portal knows its people, as somebody outside of it is compared with: names and position. Their e-mail lies in mail_addresses
-- where the portal says it.
create table people_accounts (
  member_id text not null,
  user_id integer not null,
  source text not null check (source in ('portal', 'typed')),
  first_name text not null,
  last_name text not null,
  second_name text not null default '',
  position text not null,
  -- Typed by an admin of the portal, in small letters.
  email text,
  checked_at timestamptz not null,
  -- Not among the portal's active people any more.
  ended_at timestamptz,
  primary key (member_id, user_id),
  check ((source = 'typed') = (email is not null))
);
create index people_accounts_of_emails on people_accounts (email) where email is not null;
create index people_accounts_checked on people_accounts (checked_at) where ended_at is null and source = 'portal';

-- I2: whose a messenger's account was proven to be, one person a portal.
create table channel_identities (
  identity_id uuid primary key,
  desk_id uuid not null references desks,
  channel text not null,
  external_id text not null,
  member_id text not null,
  user_id integer not null,
  name text not null,
  role text not null check (role in ('admin', 'integrator')),
  how text not null check (how in ('pairing', 'facts', 'code')),
  -- By which address; it ends with that address. Null: from within the portal.
  email text,
  proven_at timestamptz not null,
  ended_at timestamptz
);
create unique index channel_identities_live on channel_identities (desk_id, channel, external_id, member_id) where ended_at is null;
create index channel_identities_of_people on channel_identities (member_id, user_id) where ended_at is null;

-- A link that joins a messenger's account to a person, from within the portal; confirmed on both sides.
create table identification_pairings (
  pairing_id uuid primary key,
  token_hash bytea not null unique,
  desk_id uuid not null references desks,
  channel text not null,
  member_id text not null,
  user_id integer not null,
  name text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Who has followed it, and which number both sides see.
  external_id text,
  check_number integer,
  agreed_at timestamptz,
  ended_at timestamptz
);
create index identification_pairings_of_people on identification_pairings (member_id, user_id, made_at desc);

-- What somebody who is not proven yet has said of themselves so far.
create table identification_talks (
  desk_id uuid not null references desks,
  channel text not null,
  external_id text not null,
  state jsonb not null,
  code_id uuid,
  heard_at timestamptz not null,
  primary key (desk_id, channel, external_id)
);
-- What was answered to an event: the same one again gets the same answer.
create table identification_heard (
  desk_id uuid not null references desks,
  channel text not null,
  event_key text not null,
  reply jsonb,
  at timestamptz not null,
  primary key (desk_id, channel, event_key)
);
create index identification_heard_kept on identification_heard (at);

-- Whatever is tried counts, by whose it is.
create table identification_attempts (
  key text not null,
  at timestamptz not null
);
create index identification_attempts_of_keys on identification_attempts (key, at);

-- I4: one-time codes, as keyed digests. One without a recipient goes nowhere and fits nothing.
create table identification_codes (
  code_id uuid primary key,
  desk_id uuid not null references desks,
  purpose text not null check (purpose in ('talk', 'ticket', 'call')),
  ticket_id uuid,
  channel text not null,
  external_id text,
  email text not null,
  has_recipient boolean not null,
  member_id text,
  user_id integer,
  digits integer not null,
  digest bytea,
  tries integer not null default 0,
  most_tries integer not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz
);
create index identification_codes_of_emails on identification_codes (email, issued_at);
create index identification_codes_of_tickets on identification_codes (ticket_id, issued_at desc) where ticket_id is not null;
create index identification_codes_of_chats on identification_codes (desk_id, channel, external_id, issued_at desc) where external_id is not null;

-- I3, I4: tickets that came from outside of the portal, by whom, and what was proven.
create table identification_tickets (
  ticket_id uuid primary key references tickets on delete cascade,
  desk_id uuid not null references desks,
  member_id text not null,
  user_id integer not null,
  channel text not null,
  external_id text,
  -- An agent has asked for a code, whatever the category.
  demanded_at timestamptz,
  proven_at timestamptz,
  opened_at timestamptz not null,
  -- Of a call.
  call_direction text check (call_direction in ('in', 'out')),
  call_began_at timestamptz,
  call_ended_at timestamptz,
  call_by text,
  check ((channel = 'phone') = (call_began_at is not null)),
  check (call_ended_at is null or call_ended_at >= call_began_at)
);
create index identification_tickets_of_clients on identification_tickets (member_id);
