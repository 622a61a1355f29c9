-- C1: the plans that a code lets its clients choose; null for all of the desk's, also those that it adds later. Whoever
-- connects keeps them.
alter table support_codes add column plans text[];
alter table connections add column plans text[];

-- Which client statuses there are is the regulation's business.
alter table support_codes drop constraint support_codes_client_status_check;
alter table support_codes add check (client_status between 1 and 9);

-- C2: sent to the named portal's admins by notification, at most once a code. Null until it has arrived; 0 reached nobody.
alter table support_codes
  add column sent_at timestamptz,
  add column sent_by text,
  add column delivered_at timestamptz,
  add column delivered_to integer,
  add check ((sent_at is null) = (sent_by is null)),
  add check ((delivered_at is null) = (delivered_to is null));

-- Pages of the owner's list go by both columns, so that codes of one instant are neither skipped nor shown twice.
drop index codes_of_desk;
create index codes_of_desk on support_codes (desk_id, issued_at desc, code_id desc);
create index connections_of_code on connections (code_id) where code_id is not null;
