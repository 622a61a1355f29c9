-- E11: a portal without a partner asks the standard desk for one, by a ticket there. One request of a portal is active at a time; one whose
-- ticket is closed counts as ended. The answers carry the number of their schema.
create table partner_requests (
  request_id uuid primary key,
  member_id text not null references portals,
  desk_id uuid not null references desks,
  ticket_id uuid not null unique references tickets,
  answers jsonb not null,
  asked_by text not null,
  asked_by_user integer not null,
  -- At that instant the client agreed that its answers and its address are shown to partners (E3).
  asked_at timestamptz not null,
  status text not null check (status in ('active', 'connected', 'withdrawn', 'closed')),
  ended_at timestamptz,
  check ((status = 'active') = (ended_at is null))
);
create unique index partner_request_active on partner_requests (member_id) where status = 'active';
create index partner_requests_of_portal on partner_requests (member_id, asked_at desc);

-- The desks that a request was handed to, one after the other. What is offered is a support code of that desk for that portal.
create table partner_handovers (
  handover_id uuid primary key,
  request_id uuid not null references partner_requests,
  desk_id uuid not null references desks,
  note text not null,
  handed_by text not null,
  handed_by_user integer not null,
  handed_at timestamptz not null,
  status text not null check (status in ('waiting', 'offered', 'declined', 'recalled', 'over', 'connected')),
  answered_by text,
  answered_by_user integer,
  answered_at timestamptz,
  decline_reason text not null default '',
  code_id uuid references support_codes
);
create unique index partner_handover_live on partner_handovers (request_id) where status in ('waiting', 'offered');
create index partner_handovers_of_request on partner_handovers (request_id, handed_at);
create index partner_handovers_of_desk on partner_handovers (desk_id, handed_at desc, handover_id desc);

-- Partners that take requests; whoever has no row takes none.
create table partner_request_takers (
  desk_id uuid primary key references desks,
  accepts boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);
