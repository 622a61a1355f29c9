-- D8: what a desk calls a client, as its owner or a lead has set it.
create table client_names (
  desk_id uuid not null references desks,
  member_id text not null references portals,
  name text not null,
  named_by text not null,
  named_at timestamptz not null,
  primary key (desk_id, member_id)
);

-- The title of each client that has one: as set, else its company in the desk's CRM, else the note of the code that it came by.
-- A code for many portals is no portal's own, so its note names none. A client without a row is called by its portal's address.
create view client_titles as
select distinct on (desk_id, member_id) desk_id, member_id, title, source
  from (select desk_id, member_id, name as title, 'desk' as source, 1 as rank, named_at as at from client_names
         union all
        select desk_id, member_id, title, 'company', 2, linked_at from client_companies where btrim(title) <> ''
         union all
        select c.desk_id, c.member_id, left(split_part(btrim(s.note), e'\n', 1), 120), 'code', 3, c.started_at
          from connections c join support_codes s using (code_id)
         where s.max_uses = 1 and btrim(s.note) <> '') titles
 order by desk_id, member_id, rank, at desc;

create index connections_by_client on connections (desk_id, member_id);
