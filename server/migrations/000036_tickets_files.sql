-- T7: files of messages. Equal files of a desk lie on the disk once; what somebody may see of them hangs on their own row alone.
create table ticket_file_contents (
  -- The name of the bytes in the store: a content that is gone never comes back under it.
  content_id uuid primary key,
  desk_id uuid not null references desks,
  digest bytea not null,
  bytes bigint not null,
  kind text not null,
  type text not null,
  width integer,
  height integer,
  has_thumbnail boolean not null,
  -- Since when perhaps no file has it: looked at by the sweep, which also finds that one has.
  loose_since timestamptz,
  unique (desk_id, digest)
);
create index loose_contents on ticket_file_contents (loose_since) where loose_since is not null;

create table ticket_files (
  file_id uuid primary key,
  desk_id uuid not null references desks,
  -- Who has sent it: until it goes with a message nobody else sees it.
  side text not null check (side in ('client', 'desk')),
  member_id text not null,
  user_id integer not null,
  name text not null,
  -- As declared; the upload is over when so many are there.
  bytes bigint not null,
  made_at timestamptz not null,
  -- Null on those that go with a message.
  expires_at timestamptz,
  -- One process and one request at a time writes to it.
  lease text,
  leased_until timestamptz,
  -- Why it was not taken; asked again, the answer is the same.
  refused text,
  content_id uuid references ticket_file_contents,
  ticket_id uuid references tickets,
  message_seq bigint,
  place smallint,
  is_note boolean,
  sent_at timestamptz,
  -- Its content is gone: it was kept as long as the desk keeps files.
  removed_at timestamptz,
  check ((ticket_id is null) = (message_seq is null) and (ticket_id is null) = (place is null)
    and (ticket_id is null) = (is_note is null) and (ticket_id is null) = (sent_at is null)
    and (ticket_id is null) <> (expires_at is null)),
  -- What goes with a message is there.
  check (ticket_id is null or content_id is not null or removed_at is not null)
);
create index files_of_messages on ticket_files (ticket_id, message_seq, place) where ticket_id is not null;
create index files_of_contents on ticket_files (content_id) where content_id is not null;
create index waiting_files on ticket_files (member_id, user_id) where ticket_id is null;
create index expiring_files on ticket_files (expires_at) where expires_at is not null;
create index kept_files on ticket_files (desk_id, sent_at) where ticket_id is not null and removed_at is null;

-- Bytes that are taken or promised, by whose they are: `desk:<id>`, `portal:<member_id>`. Each file counts, also where its bytes are shared.
create table ticket_file_usage (
  owner text primary key,
  bytes bigint not null check (bytes >= 0)
);

-- A desk without a row keeps files as long as their tickets.
create table ticket_file_settings (
  desk_id uuid primary key references desks,
  kept_days integer check (kept_days between 1 and 3650)
);

-- Only of such is it asked which files they have.
alter table messages add column has_files boolean not null default false;
