-- A5: what a desk has written down for its clients and for itself.

-- The version of what is published at a desk: it grows with each act that changes what somebody may read, and is locked by it.
create table knowledge_desks (
  desk_id uuid primary key references desks,
  version bigint not null default 0 check (version >= 0)
);

create table knowledge_articles (
  article_id uuid primary key,
  desk_id uuid not null references desks,
  -- The same in each language that it is written in.
  slug text not null,
  language text not null check (language in ('ru', 'uk', 'en')),
  state text not null check (state in ('draft', 'published', 'archived')),
  -- The newest version, and what lists show and search of it.
  version integer not null check (version >= 1),
  category text not null,
  audience text not null check (audience in ('public', 'clients', 'staff')),
  title text not null,
  phrasings integer not null,
  search_text text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  changed_by_user integer not null,
  -- What is read; the version of the desk's knowledge since which that is so (or since which nobody reads it any more).
  published_version integer,
  published_at timestamptz,
  known_since bigint,
  unique (desk_id, slug, language),
  check ((state = 'published') = (published_version is not null)),
  check ((published_version is null) = (published_at is null)),
  check (published_version is null or known_since is not null)
);
create index articles_of_desks on knowledge_articles (desk_id, changed_at desc, article_id desc);
create index articles_known_since on knowledge_articles (desk_id, known_since) where known_since is not null;

create table knowledge_article_versions (
  article_id uuid not null references knowledge_articles,
  version integer not null check (version >= 1),
  category text not null,
  audience text not null check (audience in ('public', 'clients', 'staff')),
  title text not null,
  body text not null,
  phrasings text[] not null,
  written_at timestamptz not null,
  written_by text not null,
  written_by_user integer not null,
  -- When somebody could first read it.
  published_at timestamptz,
  primary key (article_id, version)
);

-- What was written stays as it was; names of people can be forgotten (C5).
create function keep_article_versions() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (old.article_id, old.version, old.category, old.audience, old.title, old.body, old.phrasings, old.written_at)
     is distinct from
     (new.article_id, new.version, new.category, new.audience, new.title, new.body, new.phrasings, new.written_at)
     or (old.published_at is not null and old.published_at is distinct from new.published_at) then
    raise exception 'a version of an article stays as it was written' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger article_versions_stay before update on knowledge_article_versions
  for each row execute function keep_article_versions();
