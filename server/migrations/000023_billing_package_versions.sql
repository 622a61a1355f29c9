-- E9: a package keeps title, price and reaction of the version of the regulation under which it was sold. That stands in its order;
-- of a package without one (quanta that were given back) it is the version that was in force when it began.
alter table packages add column regulation_version integer;
update packages p
   set regulation_version = coalesce(
         (select o.regulation_version from orders o where o.order_id = p.order_id),
         (select v.version from regulation_versions v
           where v.desk_id = p.desk_id and v.withdrawn_at is null and v.effective_at <= p.starts_at
           order by v.effective_at desc, v.version desc limit 1),
         1);
alter table packages alter column regulation_version set not null;
