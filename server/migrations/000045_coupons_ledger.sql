-- T10: sets of special requests. The code is a secret (C2): its keyed digest and last group are kept.
create table coupons (
  coupon_id uuid primary key,
  desk_id uuid not null references desks,
  -- Of the click that issued it, and its place in that list: a second one issues nothing.
  issue_id uuid not null,
  issue_place integer not null,
  code_hash bytea not null unique,
  last_group text not null,
  portal text,
  -- The portal that had this name when it was issued (P7).
  portal_member_id text,
  requests integer not null check (requests > 0),
  purchased_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The last local date on which it counts.
  last_day date not null,
  order_number text not null default '',
  note text not null default '',
  issued_by text not null,
  issued_at timestamptz not null,
  -- Whose it is since it was entered there first.
  member_id text references portals,
  entered_at timestamptz,
  entered_by text,
  check (starts_at < ends_at),
  check ((member_id is null) = (entered_at is null)),
  unique (issue_id, issue_place)
);
create index coupons_of_desk on coupons (desk_id, issued_at desc, coupon_id desc);
create index coupons_of_client on coupons (member_id, desk_id, ends_at);

-- Money-like: what is left of a coupon is the sum of its entries, and never less than nothing.
create table coupon_entries (
  coupon_id uuid not null references coupons,
  position integer not null check (position > 0),
  kind text not null check (kind in ('issued', 'spent', 'refunded', 'revoked')),
  change integer not null,
  left_after integer not null check (left_after >= 0),
  ticket_id uuid,
  at timestamptz not null,
  primary key (coupon_id, position),
  check ((position = 1) = (kind = 'issued')),
  check (change = case kind when 'spent' then -1 when 'refunded' then 1 else change end),
  check ((ticket_id is not null) = (kind in ('spent', 'refunded')))
);
-- A ticket takes one request and gives it back once.
create unique index coupon_entries_of_ticket on coupon_entries (ticket_id, kind) where ticket_id is not null;

create function keep_coupon_entries() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the ledger of coupons only grows: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;
create trigger coupon_entries_only_grow before update or delete or truncate on coupon_entries
  for each statement execute function keep_coupon_entries();

-- Who made an entry, and why: beside the ledger, because names can be forgotten (C5).
create table coupon_entry_notes (
  coupon_id uuid not null,
  position integer not null,
  by_side text not null check (by_side in ('client', 'desk')),
  by_member text not null,
  by_user integer not null,
  by_name text not null,
  reason text not null default '',
  primary key (coupon_id, position),
  foreign key (coupon_id, position) references coupon_entries
);

-- What a special request is for: one of what its regulation includes, and what is to be reviewed.
create table special_requests (
  ticket_id uuid primary key,
  coupon_id uuid not null references coupons,
  kind text,
  objects jsonb not null
);

-- T10: where the client of a special request reaches its responsible person, for details.
alter table desk_staff add column phone text;
