-- T2: each desk's tickets have a prefix of their own. The oldest desk keeps the one that all had; numbers that were given stay.
alter table desk_keys add column number_prefix text;
alter table desks add column is_prefix_used boolean not null default false;
alter table desks alter column number_prefix drop default;
update desks set is_prefix_used = true
 where desk_id = (select desk_id from desks order by created_at, desk_id limit 1) and last_number > 1000;

do $$
declare
  desk record;
  letters text;
  wanted text;
  tried integer;
begin
  for desk in select desk_id, name from desks order by created_at, desk_id offset 1 loop
    letters := upper(regexp_replace(translate(lower(desk.name), 'абвгґдеєёжзиіїйклмнопрстуфхцчшщыэюя',
                                              'abvggdeeejziiijklmnoprstufhccssyeua'), '[^a-z]', '', 'g'));
    if length(letters) < 2 then letters := 'DSK'; end if;
    wanted := left(letters, 3);
    tried := 0;
    while exists (select 1 from desks d where d.desk_id <> desk.desk_id and d.number_prefix = wanted) loop
      wanted := left(letters, 2) || chr(65 + tried / 676 % 26) || chr(65 + tried / 26 % 26) || chr(65 + tried % 26);
      tried := tried + 1;
    end loop;
    update desks set number_prefix = wanted where desk_id = desk.desk_id;
  end loop;
end $$;

create unique index desks_by_prefix on desks (number_prefix);
