-- T8, I2: what of an answer is at its reader in a messenger, so that what is changed or taken back in the ticket is so there, too.
create table channel_sent_parts (
  outbox_id uuid not null references channel_outbox on delete cascade,
  place bigint generated always as identity,
  vendor_key text not null,
  is_file boolean not null,
  primary key (outbox_id, vendor_key)
);
