-- D3: what is watched is told by a monitor that calls, or is this server itself.
alter table monitoring_components add column source text not null default 'hook' check (source in ('hook', 'own'));
-- When this server looked at itself last: a hole is a time in which no process ran or could write.
create table monitoring_own_health (one boolean primary key default true check (one), looked_at timestamptz not null);
