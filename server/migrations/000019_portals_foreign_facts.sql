-- P7: addresses that a portal had before it was renamed, each with the instant at which it was left; oldest first. A code that was
-- issued by an address fits whoever has had it since.
alter table portals add column former_domains text[] not null default '{}';
alter table portals add column former_domains_left_at timestamptz[] not null default '{}';
create index portals_by_domain on portals (domain);
create index portals_by_former_domain on portals using gin (former_domains);

-- Only a code for a portal that is not installed yet names an address: any other is the portal's own, whatever it is called.
alter table support_codes add column portal_member_id text;
update support_codes s set portal_member_id = p.member_id
  from portals p where s.portal in (p.member_id, p.domain) and p.is_installed;

-- What the OAuth server named beside these tokens: whoever finds them renewed by another process knows both.
alter table portal_tokens add column client_endpoint text;

-- P8: which version of the app the OAuth server named last, and up to which one, and when, placements and events were looked at.
alter table portals add column app_version integer;
alter table portals add column bound_version integer;
alter table portals add column bound_at timestamptz;

-- P8: sealed, the user's own access token with which the session was opened: whoever acts as an admin is asked about with it.
alter table sessions add column portal_token text;
