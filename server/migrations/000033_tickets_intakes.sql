-- T4: what the writer of a ticket has answered beside its text, and what the portal knew of its product at that moment. Which questions
-- there were stands in the version of the regulation that the ticket was opened under. Tickets of before have none: nobody asked them.
create table tickets_intakes (
  ticket_id uuid primary key references tickets,
  answers jsonb not null,
  from_portal jsonb not null
);
