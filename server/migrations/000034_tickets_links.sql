-- T4: which tickets belong together: one made of messages of another (split), a duplicate and the one in which it goes on (merge),
-- and those that were opened from one text (sibling). No text stands here: what was said stays with its ticket.
create table ticket_links (
  link_id uuid primary key,
  kind text not null,
  -- What was split, or the duplicate.
  from_ticket uuid not null references tickets,
  to_ticket uuid not null references tickets,
  made_at timestamptz not null,
  -- Of what was split: the messages of which the new ticket was made.
  message_ids uuid[] not null default '{}',
  -- Of a merge: the clock of the duplicate's owed answer goes on in the living ticket.
  took_clock boolean not null default false,
  -- The place in the queue that the living ticket had before it got the duplicate's, which is earlier; back when that is undone.
  queued_before timestamptz,
  undone_at timestamptz,
  check (from_ticket <> to_ticket)
);
create index links_from on ticket_links (from_ticket, made_at);
create index links_to on ticket_links (to_ticket, made_at);

alter table tickets
  -- Where a merged ticket goes on, from one to the next.
  add column merged_into uuid references tickets,
  -- Once merged, a ticket's messages are looked for in the other one, too, before one is written: also when it is back.
  add column was_merged boolean not null default false;
create index merged_tickets on tickets (merged_into) where merged_into is not null;
-- At most one place to go on.
create unique index live_merges on ticket_links (from_ticket) where kind = 'merge' and undone_at is null;
