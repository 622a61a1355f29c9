-- Q16: a rest below the least charge of a ticket starts no new one, and only an open ticket that has paid it may run the rest down.
-- The account keeps what a ticket takes at least, and which of the tickets on which work has begun may go on.
alter table accounts add column least_quanta integer not null default 0;
alter table least_charges add column is_open boolean not null default true;

update least_charges c set is_open = false
 where not exists (
   select 1 from tickets t
    where t.ticket_id = c.ticket_id::uuid and t.status in ('queued', 'inProgress', 'waitingForClient', 'deferred'));

create index least_charges_open on least_charges (desk_id, member_id) where is_open;

-- As work would start now. Rests that stand already are looked at once when the server is up.
update accounts a
   set least_quanta = now_holds.least,
       wake_at = case when a.interrupted_since is null then least(a.wake_at, now()) else a.wake_at end
  from (
    select distinct on (desk_id) desk_id, (document #>> '{work,leastQuantaPerTicket}')::integer as least
      from regulation_versions
     where withdrawn_at is null and effective_at <= now()
     order by desk_id, effective_at desc, version desc) now_holds
 where now_holds.desk_id = a.desk_id and now_holds.least > 0;
