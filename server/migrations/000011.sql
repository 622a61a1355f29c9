-- Q5–Q10: the quanta of one portal at one desk. Whoever changes anything of them holds this row, so that a balance can
-- never go below zero; packages and running timers say the rest.
create table accounts (
  desk_id uuid not null,
  member_id text not null,
  opened_at timestamptz not null,
  -- Everything before this instant has happened already.
  settled_at timestamptz not null,
  limit_quanta integer not null default 0 check (limit_quanta >= 0),
  owed_quanta integer not null default 0 check (owed_quanta >= 0),
  interrupted_since timestamptz,
  -- The head of the ledger: how many entries there are, the hash that the next one carries, and what they add up to.
  entries bigint not null default 0,
  head_hash text not null,
  balance integer not null default 0,
  -- When something happens by itself next.
  wake_at timestamptz,
  primary key (desk_id, member_id)
);
create index accounts_by_wake on accounts (wake_at) where wake_at is not null;

create table packages (
  package_id uuid primary key,
  desk_id uuid not null,
  member_id text not null,
  -- Null: quanta given back on a package that had ended (Q9).
  order_id uuid,
  plan_code text not null,
  quanta integer not null check (quanta > 0),
  left_quanta integer not null check (left_quanta >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  validity jsonb not null,
  has_ended boolean not null default false,
  -- The last warning before its end, in days.
  warned_days integer,
  -- Where its purchase stands in the ledger: the order in which they were paid.
  entry bigint not null
);
create index live_packages on packages (desk_id, member_id, entry) where not has_ended;
create index packages_of_account on packages (desk_id, member_id, entry desc);

-- One run of the timer by one agent on one ticket; without `stopped_at` it runs.
create table timers (
  interval_id uuid primary key,
  desk_id uuid not null,
  member_id text not null,
  ticket_id uuid not null,
  agent_id integer not null,
  agent_name text not null,
  started_at timestamptz not null,
  -- How its time is billed: as the regulation said when it started.
  terms jsonb not null,
  regulation_version integer not null,
  stopped_at timestamptz check (stopped_at >= started_at),
  stop_cause text check (stop_cause in ('exhausted', 'agent', 'ticketEnded', 'locked', 'noAnswer', 'dayEnded')),
  quanta integer not null default 0,
  -- Q11: the question that stands, and the last answer.
  asked_at timestamptz,
  ask_stops_at timestamptz,
  ask_cause text check (ask_cause in ('noAnswer', 'dayEnded')),
  answered_at timestamptz,
  check ((stopped_at is null) = (stop_cause is null))
);
create unique index one_timer_an_agent on timers (desk_id, agent_id) where stopped_at is null;
create index running_timers on timers (desk_id, member_id) where stopped_at is null;
create index timers_of_account on timers (desk_id, member_id, started_at desc, interval_id desc);
create index timers_of_ticket on timers (ticket_id);

-- Q12: what is rounded together, and what is left of a ticket's least charge.
create table work_groups (
  desk_id uuid not null,
  member_id text not null,
  name text not null,
  worked_seconds bigint not null,
  paid_seconds bigint not null,
  primary key (desk_id, member_id, name)
);
create table least_charges (
  desk_id uuid not null,
  member_id text not null,
  ticket_id text not null,
  left_quanta integer not null,
  primary key (desk_id, member_id, ticket_id)
);

-- Q9: append-only, as the journal is; each entry carries the hash of the one before it.
create table ledger (
  desk_id uuid not null,
  member_id text not null,
  number bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('purchase', 'work', 'expire', 'adjust')),
  package_id uuid,
  quanta integer not null check (quanta <> 0),
  plan_code text,
  ends_at timestamptz,
  order_id uuid,
  price_minor bigint,
  price_currency text,
  ticket_id uuid,
  interval_id uuid,
  ended_package_id uuid,
  reason text,
  by text,
  previous_hash text not null,
  hash text not null,
  -- The sum of all entries up to this one; no part of the chain.
  balance integer not null,
  primary key (desk_id, member_id, number)
);
create index ledger_of_interval on ledger (interval_id) where interval_id is not null;
create index ledger_work on ledger (desk_id, member_id, at) include (quanta) where kind = 'work';

create function keep_ledger() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the ledger only grows: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;
create trigger ledger_only_grows before update or delete or truncate on ledger
  for each statement execute function keep_ledger();

-- Adjustments that were made, by the ids under which pages asked for them: the same one again is done already.
create table adjustments (
  adjustment_id uuid primary key,
  desk_id uuid not null,
  member_id text not null,
  at timestamptz not null
);

-- Q4: the price stands as it was when the order was placed.
create table orders (
  order_id uuid primary key,
  desk_id uuid not null,
  member_id text not null,
  plan_code text not null,
  client_status integer not null,
  quanta integer not null check (quanta > 0),
  total_minor bigint not null check (total_minor >= 0),
  currency text not null,
  validity jsonb not null,
  regulation_version integer not null,
  status text not null check (status in ('open', 'paid', 'lapsed', 'cancelled')),
  placed_at timestamptz not null,
  placed_by text not null,
  placed_by_user integer not null,
  lapses_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'open') = (ended_at is null))
);
create index orders_of_portal on orders (member_id, placed_at desc, order_id desc);
create index orders_of_desk on orders (desk_id, placed_at desc, order_id desc);
create index orders_lapsing on orders (lapses_at) where status = 'open';

create table order_payments (
  order_id uuid not null references orders,
  document_number text not null,
  document_date date not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  desk_id uuid not null,
  member_id text not null,
  primary key (order_id, document_number),
  -- One document pays one order of a client.
  unique (desk_id, member_id, document_number, document_date)
);

-- Q1: which price column a client gets, and until when.
create table client_statuses (
  desk_id uuid not null,
  member_id text not null,
  from_at timestamptz not null,
  status integer not null check (status between 1 and 9),
  until_at timestamptz,
  afterwards integer,
  set_by text not null,
  primary key (desk_id, member_id, from_at)
);

-- Q10: one dispute an interval; both stay visible.
create table disputes (
  dispute_id uuid primary key,
  interval_id uuid not null unique references timers,
  desk_id uuid not null,
  member_id text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  reason text not null,
  answered_at timestamptz,
  answered_by text,
  answer text,
  given_back integer
);
create index open_disputes on disputes (desk_id, member_id) where answered_at is null;

-- With which a desk signs its exports: the public half is told to clients, the other one is sealed.
create table ledger_keys (
  desk_id uuid primary key,
  public_key text not null,
  sealed_key text not null,
  made_at timestamptz not null
);

-- Q7: its clocks stand still until the next payment.
alter table tickets add column awaits_payment boolean not null default false;
create index tickets_awaiting_payment on tickets (member_id, desk_id) where awaits_payment;
