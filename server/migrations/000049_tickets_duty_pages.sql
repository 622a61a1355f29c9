-- T12: a page to whoever is on duty, which climbs until somebody confirms it.
create table duty_pages (
  page_id uuid primary key,
  ticket_id uuid not null references tickets,
  paged_at timestamptz not null,
  -- What was done of it, in order, and who was told by all of it.
  steps text[] not null default '{}',
  told integer[] not null default '{}',
  -- When the next step is due; null: there is none, or it is over.
  due_at timestamptz,
  confirmed_by integer,
  confirmed_at timestamptz,
  ended_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (due_at is null or (confirmed_at is null and ended_at is null))
);
create unique index open_duty_pages on duty_pages (ticket_id) where confirmed_at is null and ended_at is null;
create index due_duty_pages on duty_pages (due_at) where due_at is not null;
create index duty_pages_of_ticket on duty_pages (ticket_id, paged_at);
