-- A5: what the assistant was asked and what came of it, for its desk alone; rows are only added, names and numbers are masked before.
create table assistant_attempts (
  attempt_id uuid primary key,
  desk_id uuid not null references desks,
  -- Null: on the public help page, or the portal was uninstalled with CLEAN.
  member_id text,
  session_id text not null,
  attempt_no integer not null check (attempt_no > 0),
  -- Empty: forgotten.
  question text not null,
  language text not null check (language in ('ru', 'uk', 'en')),
  audience text not null check (audience in ('public', 'clients')),
  layout_fixed text,
  knowledge_version integer not null,
  engine text not null,
  hits jsonb not null,
  p1 real not null,
  p3 real not null,
  zone text not null check (zone in ('answer', 'list', 'unknown')),
  shown uuid[] not null,
  milliseconds integer not null,
  llm_used boolean not null,
  at timestamptz not null
);
create index attempts_of_desks on assistant_attempts (desk_id, at desc);
create index attempts_of_portals on assistant_attempts (member_id) where member_id is not null;
create index attempts_of_sessions on assistant_attempts (session_id);

-- The newest one of an attempt counts.
create table assistant_outcomes (
  place bigint generated always as identity primary key,
  attempt_id uuid not null references assistant_attempts on delete cascade,
  outcome text not null check (outcome in ('helped', 'notHelped', 'rephrased', 'abstained', 'abandoned', 'choseFromList')),
  chosen uuid,
  at timestamptz not null
);
create index outcomes_of_attempts on assistant_outcomes (attempt_id, place desc);

create table assistant_handovers (
  ticket_id uuid not null references tickets,
  step text not null check (step in ('offered', 'taken', 'asked')),
  desk_id uuid not null references desks,
  member_id text not null,
  at timestamptz not null,
  primary key (ticket_id, step)
);
create index handovers_of_desks on assistant_handovers (desk_id, at);

-- What people say of a question: which article answers it, that none does, or that none is needed.
create table assistant_labels (
  attempt_id uuid not null references assistant_attempts on delete cascade,
  source text not null check (source in ('phrasing', 'agent', 'dismissed')),
  desk_id uuid not null references desks,
  article_id uuid,
  by_name text not null,
  by_user integer not null,
  at timestamptz not null,
  primary key (attempt_id, source),
  check (source <> 'phrasing' or article_id is not null)
);
create index labels_of_desks on assistant_labels (desk_id, at desc);
