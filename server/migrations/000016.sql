-- A ticket of which a reaction cannot be done now waits here for its next try, so that the others need not wait for it.
create table reactions_held (
  reaction text not null,
  ticket_id uuid not null,
  -- What was told of it meanwhile.
  types text[] not null,
  failures integer not null,
  again_at timestamptz not null,
  primary key (reaction, ticket_id)
);
create index reactions_held_due on reactions_held (reaction, again_at);
