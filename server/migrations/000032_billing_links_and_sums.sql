-- Q4: where a client pays its invoice online, where the desk's portal gives such an address; and whether it was this program that
-- moved the invoice to where it is: then it moves it back when the payment that was recorded by hand is taken back.
alter table order_invoices
  add column pay_link text,
  add column is_moved boolean not null default false;

-- An order that is ordered again while it waits for its payment.
create index unpaid_orders on orders (desk_id, member_id, plan_code, quanta) where status = 'open';

-- Invoices of which something may still become: those that CRM is looked at for again.
create index unsettled_invoices on order_invoices (order_id) where state in ('waiting', 'sent') or problem = 'stillPaid';
drop index open_invoices;

-- What adjustments have given to a package beyond what was bought: "31 of 30" was said of 30 that were bought and 1 that was given.
-- What they only gave back is none of it, so it is how far above what was bought the package has ever been.
alter table packages add column extra_quanta integer not null default 0;
update packages p set extra_quanta = reached.most - p.quanta
  from (select package_id, max(so_far) as most
          from (select package_id, sum(quanta) over (partition by package_id order by number) as so_far
                  from ledger where package_id is not null) entries group by package_id) reached
 where reached.package_id = p.package_id and reached.most > p.quanta;
