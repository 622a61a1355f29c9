-- I2: whose a messenger's account was proven to be, one person a portal.
create table channel_identities (
  identity_id uuid primary key,
  desk_id uuid not null references desks,
  channel text not null check (channel in ('telegram', 'max', 'whatsapp')),
  external_id text not null,
  member_id text not null,
  user_id integer not null,
  name text not null,
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
  channel text not null check (channel in ('telegram', 'max', 'whatsapp')),
  member_id text not null,
  user_id integer not null,
  name text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Who has followed it, and which number both sides see.
  external_id text,
  check_number integer,
  ended_at timestamptz,
  check ((external_id is null) = (check_number is null))
);
create index identification_pairings_of_people on identification_pairings (member_id, user_id, made_at desc);

-- What was answered to an event: the same one again gets the same answer.
create table identification_heard (
  desk_id uuid not null references desks,
  channel text not null,
  event_key text not null,
  external_id text not null,
  reply jsonb,
  at timestamptz not null,
  primary key (desk_id, channel, event_key)
);
create index identification_heard_of on identification_heard (desk_id, channel, external_id, at desc);
create index identification_heard_kept on identification_heard (at);
