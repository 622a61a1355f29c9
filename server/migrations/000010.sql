-- S7: of those that overtake some go first: `queue_rank` is the place in the regulation's list. Until now all of them went by
-- arrival. There were no coupons yet, so whoever overtook was critical. 9 is everybody else.
alter table tickets add column queue_rank smallint not null default 9;
update tickets t
   set queue_rank = coalesce((
         select first.place - 1
           from regulation_versions v
          cross join lateral jsonb_array_elements_text(v.document -> 'queue' -> 'first') with ordinality first (what, place)
          where v.desk_id = t.desk_id and v.version = t.regulation_version and first.what = 'critical'), 0)
 where t.overtakes;

drop index queue_by_arrival, queue_by_deadline, waiting_of_desk;
alter table tickets drop column overtakes;
create index queue_by_arrival on tickets (desk_id, queue_rank, queued_at, ticket_id)
  include (status, assignee_id, priority, category, member_id) where status <> 'closed';
create index queue_by_deadline
  on tickets (desk_id, queue_rank, (coalesce(due_at, 'infinity'::timestamptz)), queued_at, ticket_id)
  include (due_at, status, assignee_id, priority, category, member_id) where status <> 'closed';
create index waiting_of_desk on tickets (desk_id, queue_rank, queued_at, ticket_id) where status = 'queued';
