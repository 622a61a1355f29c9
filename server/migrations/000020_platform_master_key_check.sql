-- Something known, sealed with the master key at the first start: a server with another key cannot open it, and does not start.
create table master_key_check (
  only_one boolean primary key default true check (only_one),
  sealed text not null
);

-- What a server writes to find out whether it can write.
create table readiness (
  only_one boolean primary key default true check (only_one),
  tries bigint not null default 0
);
insert into readiness default values;
