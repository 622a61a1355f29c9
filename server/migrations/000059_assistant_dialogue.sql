-- A2: what the assistant made of a question, and what came of it; the words stand in the ticket.
create table assistant_turns (
  ticket_id uuid not null references tickets,
  -- The newest message that it answers, in the desk's numbering: nothing is answered twice.
  question_seq bigint not null,
  attempt_id uuid not null unique,
  kind text not null check (kind in ('answer', 'list', 'unknown', 'person', 'greeting', 'thanks', 'repeat', 'nothing')),
  -- Null: it was no attempt.
  attempt_no integer check (attempt_no > 0),
  shown uuid[] not null default '{}',
  chosen uuid,
  outcome text check (outcome in ('helped', 'notHelped', 'rephrased', 'abstained', 'abandoned')),
  at timestamptz not null,
  primary key (ticket_id, question_seq)
);
