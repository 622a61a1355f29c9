-- P2: what the portal granted the app, as it answered when its placements were bound. `crm` switches invoices and the tab on.
alter table portals add column scopes text[] not null default '{}';

-- Q4: which company of its CRM a desk takes a client for.
create table client_companies (
  desk_id uuid not null references desks,
  member_id text not null references portals,
  company_id bigint not null check (company_id > 0),
  title text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (desk_id, member_id),
  -- A company is one client.
  unique (desk_id, company_id)
);

-- Q4: an order's smart invoice in the CRM of the desk's portal; its number there is known when CRM has answered.
create table order_invoices (
  order_id uuid primary key references orders,
  desk_id uuid not null references desks,
  member_id text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'paid', 'closed', 'deleted')),
  problem text,
  invoice_id bigint,
  number text,
  attempts integer not null default 0,
  changed_at timestamptz not null,
  unique (desk_id, invoice_id),
  check ((invoice_id is null) = (number is null))
);
create index open_invoices on order_invoices (order_id) where state in ('waiting', 'sent');
