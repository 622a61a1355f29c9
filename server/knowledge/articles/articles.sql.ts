import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { ArticleContent, ArticleRow, ArticleState, ListArticlesInput } from '#contract/knowledge/types.ts'
import { leastPhrasings } from '#contract/knowledge/types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TimedPlace } from '#server/platform/http/cursor.ts'
import { leastVoices, staleBefore } from '../voices/domain/stale.ts'
import { searchTextOf } from './domain/article.ts'

export type StoredArticle = {
  articleId: string
  deskId: string
  slug: string
  language: Language
  state: ArticleState
  version: number
  title: string
  publishedVersion: number | null
  changedAt: Date
  changedBy: string
}

export type Writer = { name: string; userId: number }

/** Of two that change a desk's knowledge the second one waits. */
export async function lockKnowledge(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`insert into knowledge_desks (desk_id) values (${deskId})
            on conflict (desk_id) do update set version = knowledge_desks.version`.execute(unit.tx)
}

/** From now on readers know something else: the desk's next version. The caller has locked its knowledge. */
export async function nextKnowledge(unit: UnitOfWork, deskId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update knowledge_desks set version = version + 1 where desk_id = ${deskId}
    returning version::int as version`.execute(unit.tx)
  return rows[0]?.version ?? 0
}

const stored = sql`
  a.article_id as "articleId", a.desk_id as "deskId", a.slug, a.language, a.state, a.version, a.title,
  a.published_version as "publishedVersion", a.changed_at as "changedAt", a.changed_by as "changedBy"`

/** Whatever desk's it is. */
export async function findArticle(db: Reader, articleId: string): Promise<StoredArticle | null> {
  const { rows } = await sql<StoredArticle>`
    select ${stored} from knowledge_articles a where a.article_id = ${articleId}`.execute(db)
  return rows[0] ?? null
}

/** In all languages, the desk's. */
export async function listTranslations(
  db: Reader,
  { deskId, slug }: { deskId: string; slug: string },
): Promise<StoredArticle[]> {
  const { rows } = await sql<StoredArticle>`
    select ${stored} from knowledge_articles a where a.desk_id = ${deskId} and a.slug = ${slug}
     order by a.language`.execute(db)
  return rows
}

/** Those that begin like this one. */
export async function listSlugs(db: Reader, deskId: string, beginning: string): Promise<string[]> {
  const rows = await db
    .selectFrom('knowledge_articles')
    .select('slug')
    .distinct()
    .where('desk_id', '=', deskId)
    .where('slug', 'like', `${beginning}%`)
    .execute()
  return rows.map(({ slug }) => slug)
}

export async function countArticles(db: Reader, deskId: string): Promise<number> {
  const { rows } = await sql<{ all: number }>`
    select count(*)::int as "all" from knowledge_articles where desk_id = ${deskId}`.execute(db)
  return rows[0]?.all ?? 0
}

export async function insertArticle(
  unit: UnitOfWork,
  article: { articleId: string; deskId: string; slug: string; language: Language },
  content: ArticleContent,
  writer: Writer,
): Promise<void> {
  const { articleId, deskId, slug, language } = article
  await unit.tx
    .insertInto('knowledge_articles')
    .values({
      article_id: articleId,
      desk_id: deskId,
      slug,
      language,
      state: 'draft',
      version: 1,
      ...listedOf(content, slug),
      changed_at: unit.at,
      changed_by: writer.name,
      changed_by_user: writer.userId,
      published_version: null,
      published_at: null,
      known_since: null,
      checked_at: null,
    })
    .execute()
  await insertVersion(unit, { articleId, version: 1 }, content, writer)
}

export async function saveNextVersion(
  unit: UnitOfWork,
  { articleId, slug, version }: Pick<StoredArticle, 'articleId' | 'slug' | 'version'>,
  content: ArticleContent,
  writer: Writer,
): Promise<void> {
  await unit.tx
    .updateTable('knowledge_articles')
    .set({
      version: version + 1,
      ...listedOf(content, slug),
      changed_at: unit.at,
      changed_by: writer.name,
      changed_by_user: writer.userId,
    })
    .where('article_id', '=', articleId)
    .execute()
  await insertVersion(unit, { articleId, version: version + 1 }, content, writer)
}

async function insertVersion(
  unit: UnitOfWork,
  { articleId, version }: { articleId: string; version: number },
  { category, audience, title, body, phrasings }: ArticleContent,
  { name, userId }: Writer,
): Promise<void> {
  await sql`
    insert into knowledge_article_versions
      (article_id, version, category, audience, title, body, phrasings, written_at, written_by, written_by_user)
    values (${articleId}, ${version}, ${category}, ${audience}, ${title}, ${body}, ${[...phrasings]}::text[],
            ${unit.at}, ${name}, ${userId})`.execute(unit.tx)
}

function listedOf(content: ArticleContent, slug: string) {
  const { category, audience, title, phrasings } = content
  return { category, audience, title, phrasings: phrasings.length, search_text: searchTextOf(content, slug) }
}

/** Its newest version is read from now on. */
export async function savePublished(
  unit: UnitOfWork,
  { articleId, version }: Pick<StoredArticle, 'articleId' | 'version'>,
  knownSince: number,
): Promise<void> {
  await sql`
    update knowledge_articles set state = 'published', published_version = ${version}, published_at = ${unit.at},
           known_since = ${knownSince} where article_id = ${articleId}`.execute(unit.tx)
  await sql`
    update knowledge_article_versions set published_at = ${unit.at}
     where article_id = ${articleId} and version = ${version} and published_at is null`.execute(unit.tx)
}

/** `knownSince` null: nobody but the desk ever read it. */
export async function saveArchived(unit: UnitOfWork, articleId: string, knownSince: number | null): Promise<void> {
  await sql`
    update knowledge_articles set state = 'archived', published_version = null, published_at = null,
           known_since = coalesce(${knownSince}::bigint, known_since) where article_id = ${articleId}`.execute(unit.tx)
}

type VersionRow = { version: number; at: Date; by: string; publishedAt: Date | null }

/** The newest first. */
export async function listVersions(db: Reader, articleId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select version, written_at as at, written_by as by, published_at as "publishedAt"
      from knowledge_article_versions where article_id = ${articleId} order by version desc`.execute(db)
  return rows
}

export async function findContent(db: Reader, articleId: string, version: number): Promise<ArticleContent | null> {
  const { rows } = await sql<ArticleContent>`
    select category, audience, title, body, phrasings from knowledge_article_versions
     where article_id = ${articleId} and version = ${version}`.execute(db)
  return rows[0] ?? null
}

export type ListedArticle = Omit<ArticleRow, 'changedAt' | 'stale'> & { changedAt: Date } & StaleRow
/** Voices since it was checked, and when it was published and checked. */
type StaleRow = { publishedAt: Date | null; checkedAt: Date | null; lately: { helpful: number; unhelpful: number } }

/** What readers say of the version that is read: of all of them, and of those who spoke after it was checked. */
const voicesOf = sql`lateral (
  select (count(*) filter (where s.is_helpful))::int as helpful, (count(*) filter (where not s.is_helpful))::int as unhelpful,
         (count(*) filter (where s.is_helpful and s.at > coalesce(a.checked_at, '-infinity')))::int as helpful_lately,
         (count(*) filter (where not s.is_helpful and s.at > coalesce(a.checked_at, '-infinity')))::int as unhelpful_lately
    from article_voices s where s.article_id = a.article_id and s.version = a.published_version) s`
const voices = sql`
  s.helpful, s.unhelpful, a.published_at as "publishedAt", a.checked_at as "checkedAt",
  jsonb_build_object('helpful', s.helpful_lately, 'unhelpful', s.unhelpful_lately) as lately`

export type VoiceRow = StaleRow & { helpful: number; unhelpful: number }

export async function readVoices(db: Reader, articleId: string): Promise<VoiceRow | null> {
  const { rows } = await sql<VoiceRow>`
    select ${voices} from knowledge_articles a, ${voicesOf} where a.article_id = ${articleId}`.execute(db)
  return rows[0] ?? null
}

/** Somebody says that what is read is still so. */
export async function saveChecked(unit: UnitOfWork, articleId: string): Promise<void> {
  await sql`update knowledge_articles set checked_at = ${unit.at} where article_id = ${articleId}`.execute(unit.tx)
}

/** Of a desk, the one that changed last first, those after a place. */
export async function listArticles(
  db: Reader,
  deskId: string,
  { state, language, category, search = '', isStale }: ListArticlesInput,
  { after, limit, at }: { after: TimedPlace | null; limit: number; at: Date },
): Promise<ListedArticle[]> {
  const behind =
    after === null ? sql`true` : sql`(a.changed_at, a.article_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<ListedArticle>`
    select a.article_id as "articleId", a.slug, a.language, a.state, a.category, a.audience, a.title, a.phrasings,
           (a.state = 'published' and a.version > a.published_version) as "hasChanges",
           a.changed_at as "changedAt", a.changed_by as "changedBy", ${voices}
      from knowledge_articles a, ${voicesOf}
     where a.desk_id = ${deskId} and ${behind} and ${isStale === undefined ? sql`true` : stale(at)}
       and ${state === undefined ? sql`true` : sql`a.state = ${state}`}
       and ${language === undefined ? sql`true` : sql`a.language = ${language}`}
       and ${category === undefined ? sql`true` : sql`a.category = ${category}`}
       and ${search === '' ? sql`true` : sql`strpos(a.search_text, ${search.toLowerCase()}) > 0`}
     order by a.changed_at desc, a.article_id desc limit ${limit}`.execute(db)
  return rows
}

/** As `staleReason` has it. */
const stale = (at: Date) => sql`(a.state = 'published' and (
  greatest(a.published_at, a.checked_at) < ${staleBefore(at)}
  or (s.helpful_lately + s.unhelpful_lately >= ${leastVoices} and s.helpful_lately < s.unhelpful_lately)))`

export type Overview = { covered: number; all: number; categories: string[] }

/** Of what is not archived. */
export async function readOverview(db: Reader, deskId: string): Promise<Overview> {
  const { rows } = await sql<Overview>`
    select count(*)::int as "all", (count(*) filter (where phrasings >= ${leastPhrasings}))::int as covered,
           coalesce(array_agg(distinct category), '{}') as categories
      from knowledge_articles where desk_id = ${deskId} and state <> 'archived'`.execute(db)
  return rows[0] ?? { covered: 0, all: 0, categories: [] }
}

/** C5, uninstall with CLEAN of the desk's portal: numbers for the names of its writers. */
export async function forgetWriters(unit: UnitOfWork, deskId: string): Promise<void> {
  await sql`update knowledge_articles set changed_by = '№ ' || changed_by_user
     where desk_id = ${deskId} and changed_by_user <> 0`.execute(unit.tx)
  await sql`update knowledge_article_versions v set written_by = '№ ' || v.written_by_user
      from knowledge_articles a
     where a.article_id = v.article_id and a.desk_id = ${deskId} and v.written_by_user <> 0`.execute(unit.tx)
}

/** Of these names those that the desk has, in each language. */
export async function listNames(
  db: Reader,
  deskId: string,
  slugs: readonly string[],
): Promise<{ slug: string; language: Language }[]> {
  if (slugs.length === 0) return []
  return db
    .selectFrom('knowledge_articles')
    .select(['slug', 'language'])
    .where('desk_id', '=', deskId)
    .where('slug', 'in', [...slugs])
    .execute()
}

/** The newest version of each that is not archived, by name, those after a place. */
export async function listWhole(
  db: Reader,
  deskId: string,
  { after, limit }: { after: { slug: string; language: string } | null; limit: number },
): Promise<{ slug: string; language: Language; content: ArticleContent }[]> {
  const behind =
    after === null ? sql`true` : sql`(a.slug collate "C", a.language) > (${after.slug}::text, ${after.language}::text)`
  const { rows } = await sql<{ slug: string; language: Language } & ArticleContent>`
    select a.slug, a.language, v.category, v.audience, v.title, v.body, v.phrasings
      from knowledge_articles a
      join knowledge_article_versions v on v.article_id = a.article_id and v.version = a.version
     where a.desk_id = ${deskId} and a.state <> 'archived' and ${behind}
     order by a.slug collate "C", a.language limit ${limit}`.execute(db)
  return rows.map(({ slug, language, ...content }) => ({ slug, language, content }))
}
