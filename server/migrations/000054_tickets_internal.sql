-- D3: what the server itself opens for a desk, as an incident's ticket, has a client that is nobody: a portal without people, which
-- nobody can ever sign in from. So no read, list or notification of a client's side can reach such a ticket.
insert into portals (member_id, domain, client_endpoint, server_endpoint, client_id) values ('opora', '', 'https://opora.invalid/', 'https://opora.invalid/', '');
alter table portals add constraint nobody_signs_in_here check (member_id <> 'opora' or not (is_installed or is_client));
