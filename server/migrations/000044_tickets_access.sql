-- T9: access that a client gives for one ticket. What was given is sealed with a key of its own, which lies in a folder outside of the
-- database and outside of its backups: when the key is gone, nothing of it can be read in any copy of this table.
create table access_boxes (
  access_id uuid primary key,
  ticket_id uuid not null references tickets,
  kind text not null,
  -- With which program, where it is a session at the client's screen.
  tool text,
  purpose text not null,
  until timestamptz not null,
  state text not null check (state in ('asked', 'given', 'refused', 'ended', 'wiped')),
  asked_side text not null check (asked_side in ('client', 'desk')),
  asked_by text not null,
  asked_by_user integer not null,
  asked_at timestamptz not null,
  -- Whoever of the client has consented or refused.
  answered_by text,
  answered_by_user integer,
  answered_at timestamptz,
  reason text not null default '',
  key_id uuid unique,
  content bytea,
  looks integer not null default 0,
  looked_by text,
  looked_at timestamptz,
  ended_at timestamptz,
  end_cause text,
  confirmed_by text,
  confirmed_by_user integer,
  confirmed_at timestamptz,
  -- Something is in it as long as it is given, and its key is kept for nothing else.
  check ((state = 'given') = (content is not null)),
  check ((state = 'given') = (key_id is not null)),
  check ((state in ('ended', 'wiped')) = (ended_at is not null) and (ended_at is null) = (end_cause is null)),
  check ((answered_at is not null) or state in ('asked', 'ended'))
);
create index boxes_of_ticket on access_boxes (ticket_id, asked_at desc, access_id);
create index live_boxes on access_boxes (ticket_id) where state in ('asked', 'given');

-- What is only compared (digests of codes) is made with a pepper that stays when the master key is changed.
alter table master_key_check add column sealed_pepper text;
