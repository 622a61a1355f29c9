-- Q4: where a desk's clients pay, in the words of its owner; shown on unpaid orders and in acts. An empty text is none.
create table desk_payment_details (
  desk_id uuid primary key references desks,
  details text not null,
  changed_at timestamptz not null
);
