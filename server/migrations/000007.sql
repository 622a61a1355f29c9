-- S3: a ticket's clocks, folded from its journal up to an entry. What was told since is folded by whoever reads them, so this
-- is only a place to go on from; the journal stays the truth.
create table ticket_clocks (
  -- No foreign key: checking it would wait for whoever holds the ticket.
  ticket_id uuid primary key,
  upto_seq bigint not null,
  state jsonb not null
);

-- S6: what clocks have to ring for. The instant belongs to the key: moved, it is another alarm; one that has rung stays here,
-- so that it never rings again. Those that are void are deleted, unless they have rung.
create table sla_alarms (
  ticket_id uuid not null,
  clock text not null check (clock in ('firstReaction', 'nextReaction', 'resolution', 'onDuty')),
  -- Which one of the next reactions, from 0 on.
  round integer not null,
  at_percent integer not null check (at_percent between 1 and 100),
  due_at timestamptz not null,
  fired_at timestamptz,
  primary key (ticket_id, clock, round, at_percent, due_at)
);
create index alarms_by_due on sla_alarms (due_at) where fired_at is null;
