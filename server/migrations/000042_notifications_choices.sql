-- D4: in which way a person wants to be told of what. Only what differs from the program's own table is kept.
create table notification_choices (
  member_id text not null,
  user_id integer not null,
  side text not null check (side in ('client', 'desk')),
  event text not null,
  scope text not null check (scope in ('own', 'any')),
  channel text not null check (channel in ('bitrix24', 'mail', 'browser')),
  is_on boolean not null,
  primary key (member_id, user_id, side, event, scope, channel)
);

create table notification_people (
  member_id text not null,
  user_id integer not null,
  language text check (language in ('ru', 'uk', 'en')),
  time_zone text,
  -- Minutes of the local day.
  quiet_from integer check (quiet_from between 0 and 1439),
  quiet_until integer check (quiet_until between 0 and 1439),
  sound boolean not null default false,
  desktop boolean not null default false,
  primary key (member_id, user_id),
  check ((quiet_from is null) = (quiet_until is null))
);

-- Where letters go. `at`: when the portal said so, or the person confirmed it; null says that the portal knows none.
create table mail_addresses (
  member_id text not null,
  user_id integer not null,
  source text not null check (source in ('portal', 'typed')),
  address text,
  at timestamptz not null,
  primary key (member_id, user_id, source)
);

-- Typed, and not known to be the person's until the link that was sent there is used: once, and not for long.
create table mail_confirmations (
  confirmation_id uuid primary key,
  member_id text not null,
  user_id integer not null,
  address text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mail_confirmations_of_person on mail_confirmations (member_id, user_id, asked_at);
create index mail_confirmations_of_address on mail_confirmations (address, asked_at);

-- What waits to be gathered into one letter: of one person, about one thing (`thread`).
create table mail_lines (
  notice text primary key,
  member_id text not null,
  user_id integer not null,
  side text not null,
  event text not null,
  desk_id uuid,
  thread text not null,
  ticket_id uuid,
  -- How far this line goes in the ticket, in the desk's numbering; null where it is no message.
  seq bigint,
  content jsonb not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  taken_at timestamptz
);
create index mail_lines_due on mail_lines (due_at) where taken_at is null;
create index mail_lines_of_thread on mail_lines (member_id, user_id, thread);

-- The letters themselves. `raw` is what is sent, each time the same bytes; it is dropped when the letter has an end.
create table mails (
  mail_id uuid primary key,
  member_id text not null,
  user_id integer not null,
  desk_id uuid,
  ticket_id uuid,
  thread text not null,
  upto_seq bigint not null default 0,
  notices text[] not null,
  address text not null,
  message_id text not null,
  raw text,
  made_at timestamptz not null,
  next_at timestamptz,
  tries integer not null default 0,
  claimed_at timestamptz,
  -- Nobody else sends it until then; a server that died meanwhile leaves it unknown whether it was taken.
  trying_until timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  reason text
);
create index mails_to_send on mails (next_at) where sent_at is null and failed_at is null;
create index mails_of_thread on mails (member_id, user_id, thread, made_at);
create index mails_claimed on mails (claimed_at);

-- What the open page of a person shows and rings for, until it was seen.
create table shown_notices (
  notice_id uuid primary key,
  notice text not null unique,
  member_id text not null,
  user_id integer not null,
  event text not null,
  ticket_id uuid,
  text text not null,
  at timestamptz not null,
  seen_at timestamptz
);
create index shown_notices_of_person on shown_notices (member_id, user_id, notice_id desc) where seen_at is null;

-- What came of each, for the owner: which desk's it is, how often it was tried, why it failed.
alter table notices_sent
  add column desk_id uuid,
  add column outcome text not null default 'sent',
  add column reason text,
  add column tries integer not null default 1,
  add column delivery_id bigint generated always as identity;
create index notices_sent_of_desk on notices_sent (desk_id, at desc, delivery_id desc);
create index notices_sent_by_age on notices_sent (at);
