-- T9, Q11: sessions at a client's screen, each by a box that the client has given: work that leaves no trace in the ticket but these.
create table remote_sessions (
  session_id uuid primary key,
  access_id uuid not null references access_boxes on delete cascade,
  ticket_id uuid not null references tickets,
  tool text not null,
  agent_id integer not null,
  agent_name text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check (ended_at >= started_at)
);
create index sessions_of_ticket on remote_sessions (ticket_id, started_at);
-- One at a time for each box.
create unique index running_sessions on remote_sessions (access_id) where ended_at is null;
