-- Q9: payments that were recorded by mistake. They leave order_payments, so that what counts money counts them no more and the
-- same document can be recorded again; here they stay for both sides to read.
create table payments_taken_back (
  id bigint generated always as identity primary key,
  order_id uuid not null references orders,
  document_number text not null,
  document_date date not null,
  amount_minor bigint not null,
  currency text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  desk_id uuid not null,
  member_id text not null,
  taken_back_at timestamptz not null,
  taken_back_by text not null,
  reason text not null
);
create index taken_back_of_order on payments_taken_back (order_id);

-- The package that an order has begun, when its payment is taken back.
create index packages_of_order on packages (order_id, entry desc) where order_id is not null;

-- An adjustment's id used again with other content is a mistake of the caller; of those from before nobody knows the content.
alter table adjustments add column package_id uuid, add column quanta integer, add column reason text;
