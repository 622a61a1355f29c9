-- P9: alarms that fired long after their instant, because no server ran then or because their clock was not kept yet. They
-- wait here to be told as one summary a desk, and are gone when it was sent.
create table sla_missed (
  ticket_id uuid not null,
  clock text not null,
  at_percent integer not null,
  due_at timestamptz not null,
  desk_id uuid not null,
  -- Whom the step of the escalation names.
  recipients text[] not null,
  gathered_at timestamptz not null,
  -- The summary that tells of it, from the instant at which its sending began: one that was interrupted is sent to its end.
  summary_id uuid,
  primary key (ticket_id, clock, at_percent, due_at)
);
create index missed_of_desk on sla_missed (desk_id);
