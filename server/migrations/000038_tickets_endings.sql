-- T11: what a client says of how its ticket ended: one rating for each time it did. A ticket that is opened again and ends anew can be
-- rated anew.
create table ticket_ratings (
  ticket_id uuid not null references tickets,
  -- The number of the entry in the ticket's journal with which work ended.
  ending_seq integer not null,
  desk_id uuid not null references desks,
  member_id text not null references portals,
  -- Who had the ticket when it was rated; null: nobody.
  agent_id integer,
  score smallint not null check (score between 1 and 5),
  -- By the regulation that the ticket goes by: the head of support is told of it.
  is_low boolean not null,
  comment text not null default '',
  rated_by text not null,
  rated_by_user integer not null,
  rated_at timestamptz not null,
  primary key (ticket_id, ending_seq)
);
create index ratings_of_desk on ticket_ratings (desk_id, rated_at desc, ticket_id desc, ending_seq desc);
create index low_ratings_of_desk on ticket_ratings (desk_id, rated_at desc, ticket_id desc, ending_seq desc) where is_low;
