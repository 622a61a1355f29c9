-- E9: a connection stays on the version of the regulation under which it was made until its desk moves it. A row is one version from
-- its instant on; one that is planned lies in the future, one that was called off before its instant stays and counts for nothing.
create table connection_versions (
  id bigint generated always as identity primary key,
  connection_id uuid not null references connections,
  version integer not null check (version > 0),
  from_at timestamptz not null,
  written_at timestamptz not null,
  -- When it was told that it holds; null while it is to come.
  began_at timestamptz,
  withdrawn_at timestamptz
);
create index versions_of_connection on connection_versions (connection_id, from_at desc, id desc) where withdrawn_at is null;
create index versions_to_begin on connection_versions (from_at) where began_at is null and withdrawn_at is null;

-- Until today every client went by the version in force: the one of its first day, then each that took effect while it was
-- connected. The last of them is the one of today for whoever is connected, and the last one for whoever has left.
insert into connection_versions (connection_id, version, from_at, written_at, began_at)
select c.connection_id, coalesce(held.version, c.regulation_version), greatest(coalesce(held.effective_at, c.started_at), c.started_at),
       now(), greatest(coalesce(held.effective_at, c.started_at), c.started_at)
  from connections c
  left join lateral (
    select v.version, v.effective_at from regulation_versions v
     where v.desk_id = c.desk_id and v.withdrawn_at is null and v.effective_at <= coalesce(c.ended_at, now())
       and v.effective_at >= coalesce((select max(first.effective_at) from regulation_versions first
                                        where first.desk_id = c.desk_id and first.withdrawn_at is null
                                          and first.effective_at <= c.started_at), '-infinity')) held on true
 order by c.started_at, c.connection_id, held.effective_at nulls first, held.version nulls first;

-- From when a version concerns those who were connected before it; null: those alone who connect from then on.
alter table regulation_versions add column existing_from timestamptz;
