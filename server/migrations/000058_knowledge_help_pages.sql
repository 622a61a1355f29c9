-- E7: the public help page of a desk, under a name that was nobody else's before; an old name leads to the present one.
create table help_pages (
  slug text primary key,
  desk_id uuid not null references desks,
  opened_at timestamptz not null,
  -- Null: it is there under this name.
  left_at timestamptz
);
create unique index help_pages_open on help_pages (desk_id) where left_at is null;
create index help_pages_of_desks on help_pages (desk_id);

-- What somebody without a portal has asked there: no ticket, whoever answers does so by their own mail.
create table help_questions (
  question_id uuid primary key,
  desk_id uuid not null references desks,
  asked_at timestamptz not null,
  name text not null,
  email text not null,
  body text not null,
  language text not null check (language in ('ru', 'uk', 'en')),
  done_at timestamptz,
  done_by text
);
create index help_questions_open on help_questions (desk_id, asked_at, question_id) where done_at is null;
create index help_questions_kept on help_questions (asked_at);
