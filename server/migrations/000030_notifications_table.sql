-- D4: notifications of orders, payments, packages and disputes have a switch of their own; until now they went by that of connections.
alter table portals add column notice_billing boolean not null default true;
update portals set notice_billing = notice_connection where not notice_connection;

-- Who was told of what, and how: of those from before only the key is known.
alter table notices_sent add column event text, add column member_id text, add column user_id integer;
alter table notices_sent add column channel text not null default 'bitrix24';
