-- S7: a filter that hardly anything passes must not walk the whole queue. By this index the few are counted and read at once;
-- it serves each of its columns (a skip scan goes over the handful of values before it).
create index tickets_by_kind on tickets (desk_id, priority, category, status);
-- Those without an agent stand in it, too.
drop index open_of_assignee;
create index open_of_assignee on tickets (desk_id, assignee_id, status) where status <> 'closed';

-- Most searches are for open tickets, and one in ten is open: these are walked alone. Follows the ticket a moment later, as
-- the words do; whoever searches still looks at the ticket itself.
alter table ticket_words add column is_open boolean not null default true;
update ticket_words w set is_open = false
  from tickets t where t.ticket_id = w.ticket_id and t.status = 'closed';
create index words_of_open on ticket_words (desk_id, said_at desc, ticket_id desc) where is_open;
