import { sql, type RawBuilder } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { ArticleAudience } from '#contract/knowledge/types.ts'
import type { IndexedArticle } from '../retrieval/retrieval.port.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'

export type Shelf = { deskId: string; audiences: readonly ArticleAudience[] }
export type TitledArticle = {
  articleId: string
  slug: string
  language: Language
  title: string
  category: string
  audience: ArticleAudience
}
export type ReadableArticle = TitledArticle & { version: number; body: string; publishedAt: Date }

/** What is published and may be read: the version that is, whatever is written since. */
const readable = ({ deskId, audiences }: Shelf) => sql`
  knowledge_articles a
  join knowledge_article_versions v on v.article_id = a.article_id and v.version = a.published_version
 where a.desk_id = ${deskId} and a.state = 'published' and v.audience = any(${[...audiences]}::text[])`

/** The reader's language first, then Russian, then what there is. */
const byPreference = (language: Language) =>
  sql`case a.language when ${language} then 0 when 'ru' then 1 when 'en' then 2 else 3 end`

const titled = sql`a.article_id as "articleId", a.slug, a.language, v.title, v.category, v.audience`

export async function hasReadable(db: Reader, shelf: Shelf): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select ${isReadable(shelf)} as has`.execute(db)
  return rows[0]?.has ?? false
}

export function isReadable(shelf: Shelf): RawBuilder<boolean> {
  return sql<boolean>`exists (select from ${readable(shelf)})`
}

/** Each article once, in the language that fits best; the newest first, those after a place. */
export async function listReadable(
  db: Reader,
  shelf: Shelf,
  {
    language,
    category,
    after,
    limit,
  }: { language: Language; category: string | undefined; after: TimedPlace | null; limit: number },
): Promise<(TitledArticle & { publishedAt: Date })[]> {
  const { rows } = await sql<TitledArticle & { publishedAt: Date }>`
    select * from (
      select distinct on (a.slug) ${titled}, a.published_at as "publishedAt" from ${readable(shelf)}
       order by a.slug, ${byPreference(language)}) best
     where ${category === undefined ? sql`true` : sql`category = ${category}`}
       and ${after === null ? sql`true` : sql`("publishedAt", "articleId") < (${after.at}::timestamptz, ${after.id}::uuid)`}
     order by "publishedAt" desc, "articleId" desc limit ${limit}`.execute(db)
  return rows
}

export async function countByCategory(
  db: Reader,
  shelf: Shelf,
  language: Language,
): Promise<{ category: string; articles: number }[]> {
  const { rows } = await sql<{ category: string; articles: number }>`
    select category, count(*)::int as articles from (
      select distinct on (a.slug) v.category from ${readable(shelf)} order by a.slug, ${byPreference(language)}) best
     group by category order by category`.execute(db)
  return rows
}

/** In every language that the reader may read it in, the one that fits best first. */
export async function listLanguagesOf(
  db: Reader,
  shelf: Shelf,
  { slug, language }: { slug: string; language: Language },
): Promise<ReadableArticle[]> {
  const { rows } = await sql<ReadableArticle>`
    select ${titled}, v.version, v.body, a.published_at as "publishedAt" from ${readable(shelf)} and a.slug = ${slug}
     order by ${byPreference(language)}`.execute(db)
  return rows
}

/** Of these those that may be read now, as they are titled now. */
export async function listTitled(db: Reader, shelf: Shelf, articleIds: readonly string[]): Promise<TitledArticle[]> {
  const { rows } = await sql<TitledArticle>`
    select ${titled} from ${readable(shelf)} and a.article_id = any(${[...articleIds]}::uuid[])`.execute(db)
  return rows
}

/** The same with their texts. */
export async function listBodies(db: Reader, shelf: Shelf, articleIds: readonly string[]): Promise<ReadableArticle[]> {
  const { rows } = await sql<ReadableArticle>`
    select ${titled}, v.version, v.body, a.published_at as "publishedAt" from ${readable(shelf)}
       and a.article_id = any(${[...articleIds]}::uuid[])`.execute(db)
  return rows
}

/** In each of its languages by itself, the newest first. */
export async function listEach(
  db: Reader,
  shelf: Shelf,
  limit: number,
): Promise<{ slug: string; language: Language; publishedAt: Date }[]> {
  const { rows } = await sql<{ slug: string; language: Language; publishedAt: Date }>`
    select a.slug, a.language, a.published_at as "publishedAt" from ${readable(shelf)}
     order by a.published_at desc, a.article_id limit ${limit}`.execute(db)
  return rows
}

export async function countReadable(db: Reader, shelf: Shelf): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct a.slug)::int as count from ${readable(shelf)}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function findIndexed(
  db: Reader,
  deskId: string,
  { articleId, version }: { articleId: string; version: number | null },
): Promise<IndexedArticle | null> {
  const { rows } = await sql<IndexedArticle>`
    select a.article_id as "articleId", a.slug, a.language, v.audience, v.title, v.body, v.phrasings
      from knowledge_articles a
      join knowledge_article_versions v
        on v.article_id = a.article_id and v.version = coalesce(${version}::int, a.published_version)
     where a.article_id = ${articleId} and a.desk_id = ${deskId}`.execute(db)
  return rows[0] ?? null
}
