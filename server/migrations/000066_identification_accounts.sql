-- I2: how a portal knows its people who may write, as somebody outside of it is compared with.
create table people_accounts (
  member_id text not null,
  user_id integer not null,
  first_name text not null,
  last_name text not null,
  second_name text not null,
  position text not null,
  -- In small letters; null: the portal has none, or does not show it.
  email text,
  checked_at timestamptz not null,
  -- Not among the portal's active people any more.
  ended_at timestamptz,
  primary key (member_id, user_id)
);
create index people_accounts_of_emails on people_accounts (email) where email is not null;

-- By which address it was proven; it ends with that address. Null: from within the portal.
alter table channel_identities add column email text;

-- Said to somebody who does not name themselves: that is said a few times and no more.
alter table identification_heard add column is_hint boolean not null default true;

-- What somebody who is not known yet has said of themselves so far.
create table identification_talks (
  desk_id uuid not null references desks,
  channel text not null check (channel in ('telegram', 'max', 'whatsapp')),
  external_id text not null,
  step text not null check (step in ('fullName', 'position', 'email', 'code')),
  full_name text not null default '',
  position text not null default '',
  code_id uuid,
  heard_at timestamptz not null,
  primary key (desk_id, channel, external_id),
  check ((step = 'code') = (code_id is not null))
);
create index identification_talks_kept on identification_talks (heard_at);

-- One-time codes, as keyed digests. Facts that fit nobody have one, too, which was sent to nobody and fits nothing.
create table identification_codes (
  code_id uuid primary key,
  desk_id uuid not null references desks,
  channel text not null check (channel in ('telegram', 'max', 'whatsapp')),
  external_id text not null,
  email text not null,
  -- Whom it proves, once the facts were compared: [{memberId, userId, name}].
  people jsonb not null default '[]',
  digest bytea,
  tries integer not null default 0,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  checked_at timestamptz,
  sent_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz
);
create index identification_codes_of_emails on identification_codes (email, issued_at desc);
create index identification_codes_of_chats on identification_codes (desk_id, channel, external_id, issued_at desc);
create index identification_codes_kept on identification_codes (issued_at);
