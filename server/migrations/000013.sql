-- Q12: the plan that is billed afterwards, as the client's admin confirmed it; quanta that are owed are priced by it.
alter table accounts
  add column usage_plan text,
  add column usage_currency text,
  -- Under which regulation it was chosen: what is owed can be paid also when no later one sells the plan any more.
  add column usage_version integer,
  add column usage_since timestamptz,
  add constraint usage_is_whole check (num_nulls(usage_plan, usage_currency, usage_version, usage_since) in (0, 4));

-- An order without one begins no package: it pays quanta that are owed.
alter table orders alter column validity drop not null;
create index owed_orders on orders (desk_id, member_id) where status = 'open' and validity is null;
