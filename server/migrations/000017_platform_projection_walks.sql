-- P9: how far each projection has looked through the tickets for those that it lacks. Once for every revision: a release that
-- keeps more raises it, and the walk begins anew. A database from before has none stored, so that everything is looked at once.
create table projection_walks (
  projection text primary key,
  revision integer not null,
  -- The last ticket that was looked at, in the order of their ids.
  upto_ticket uuid,
  is_over boolean not null
);

-- Was filled once, when search was new: the walk finds those tickets by themselves.
drop table words_due;
