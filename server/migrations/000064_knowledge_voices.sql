-- A5: what readers say of an article. Whoever reads it in a portal has one voice for each version; on the public page an address has one a day.
create table article_voices (
  voice_id uuid primary key,
  article_id uuid not null references knowledge_articles,
  version integer not null,
  is_helpful boolean not null,
  comment text not null check (length(comment) <= 1000),
  -- Null: somebody on the public page.
  member_id text,
  user_id integer,
  name text,
  at timestamptz not null,
  check ((member_id is null) = (user_id is null)),
  foreign key (article_id, version) references knowledge_article_versions
);
create unique index article_voices_of_people on article_voices (article_id, version, member_id, user_id) where member_id is not null;
create index article_voices_newest on article_voices (article_id, at desc);
create index article_voices_of_portals on article_voices (member_id) where member_id is not null;

-- When somebody last said that what is published is still so.
alter table knowledge_articles add column checked_at timestamptz;
