-- D4: on which side of which desk somebody was told, how far of a ticket that went, and that one page has rung for it.
alter table shown_notices
  add column side text not null default 'client' check (side in ('client', 'desk')),
  add column desk_id uuid,
  add column seq bigint,
  add column rung_at timestamptz;
alter table shown_notices alter column side drop default;

-- A portal's or a desk's people are told of much at once, and each of their pages asks.
create index shown_notices_by_age on shown_notices (at);
