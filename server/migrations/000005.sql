-- D5: the journal only grows. The servers work as a role that may do nothing to it but read and append (platform/appLogin.ts);
-- this trigger is the second guard, and the only one where DATABASE_URL's user may make no role. It stops every statement,
-- of the owner too, outside of forget_names. Whoever owns the database can take the trigger away: against them only a copy
-- that is kept elsewhere helps.
create function keep_journal() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and current_setting('opora.forgetting', true) = 'on' then
    return null;
  end if;
  raise exception 'the journal only grows: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;
create trigger journal_only_grows before update or delete or truncate on journal
  for each statement execute function keep_journal();

-- C5, CLEAN=1: the one way in which told things change. Of the portal's people the names become numbers and the addresses
-- are gone; of its tickets the subjects. Who did what, when and about which portal stays. Only for a portal of which the
-- journal itself says that it was uninstalled with CLEAN at that instant, so it is no way to hide an act.
-- Without tickets: what was told outside of them; else what was told in these, as the portal's own or as its desk's.
create function forget_names(erased_portal text, told_until timestamptz, of_tickets uuid[] default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  own_desks uuid[] := array(select desk_id from desks where member_id = erased_portal);
begin
  if not exists (
    select 1 from journal
     where member_id = erased_portal and ticket_id is null and at = told_until
       and type = 'portal.uninstalled' and payload @> '{"isClean": true}'
  ) then
    raise exception 'the portal % was not uninstalled with CLEAN at %', erased_portal, told_until
      using errcode = 'insufficient_privilege';
  end if;
  perform set_config('opora.forgetting', 'on', true);
  if of_tickets is null then
    update journal set actor = actor || jsonb_build_object('name', '№ ' || (actor ->> 'userId'), 'address', null)
     where ticket_id is null and (member_id = erased_portal or desk_id = any(own_desks)) and at <= told_until
       and actor ->> 'memberId' = erased_portal;
    update journal set payload = payload || jsonb_build_object('name', '№ ' || (payload ->> 'userId'))
     where ticket_id is null and at <= told_until and payload ? 'userId' and payload ? 'name'
       and (desk_id = any(own_desks) or (desk_id is null and member_id = erased_portal));
  else
    update journal set payload = payload || '{"subject": ""}'
     where ticket_id = any(of_tickets) and member_id = erased_portal and type = 'ticket.opened';
    update journal set actor = actor || jsonb_build_object('name', '№ ' || (actor ->> 'userId'), 'address', null)
     where ticket_id = any(of_tickets) and (member_id = erased_portal or desk_id = any(own_desks))
       and actor ->> 'memberId' = erased_portal;
    update journal
       set payload = jsonb_set(payload, '{assignee}', (payload -> 'assignee') || jsonb_build_object(
             'name', '№ ' || (payload #>> '{assignee,userId}'), 'photo', null))
     where ticket_id = any(of_tickets) and desk_id = any(own_desks) and jsonb_typeof(payload -> 'assignee') = 'object';
  end if;
  perform set_config('opora.forgetting', '', true);
end
$$;
revoke execute on function forget_names(text, timestamptz, uuid[]) from public;

-- The audit pages of a desk and of a portal, newest first.
drop index journal_of_desk;
create index journal_of_desk on journal (desk_id, at desc, entry_id desc)
  where ticket_id is null;
drop index journal_of_portal;
create index journal_of_portal on journal (member_id, at desc, entry_id desc) where ticket_id is null;
