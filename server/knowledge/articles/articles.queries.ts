import type { ArticlePage, ArticleVersion, DeskArticle, ListArticlesInput } from '#contract/knowledge/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { staleReason } from '../voices/domain/stale.ts'
import * as rows from './articles.sql.ts'

/** A5: what a desk has written, the one that changed last first. */
export async function listDeskArticles(
  db: Reader,
  { desk: { deskId, role } }: StaffActor,
  input: ListArticlesInput,
  at: Date,
): Promise<ArticlePage> {
  const { cursor, limit } = input
  const after = cursor === undefined ? null : readCursor(cursor)
  const found = await rows.listArticles(db, deskId, input, { after, limit: limit + 1, at })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const { covered, all, categories } = await rows.readOverview(db, deskId)
  return {
    articles: page.map(({ lately, publishedAt, checkedAt, ...row }) => ({
      ...row,
      changedAt: row.changedAt.toISOString(),
      stale: staleReason({ publishedAt, checkedAt, ...lately }, at),
    })),
    nextCursor:
      found.length > limit && last !== undefined ? writeCursor({ at: last.changedAt, id: last.articleId }) : null,
    coverage: { covered, all },
    categories,
    canPublish: role !== 'agent',
  }
}

/** Its newest version, with all that was there before. Of another desk it is `not_found`. */
export async function readDeskArticle(
  db: Reader,
  actor: StaffActor,
  articleId: string,
  at: Date,
): Promise<DeskArticle> {
  const known = await ownArticle(db, actor, articleId)
  const content = await rows.findContent(db, articleId, known.version)
  if (content === null) throw new Refusal('not_found')
  const translations = await rows.listTranslations(db, known)
  const versions = await rows.listVersions(db, articleId)
  const voices = await rows.readVoices(db, articleId)
  if (voices === null) throw new Refusal('not_found')
  const { helpful, unhelpful, lately, publishedAt: readSince, checkedAt } = voices
  const { slug, language, state, version, publishedVersion, changedAt, changedBy } = known
  const { category, audience, title, phrasings } = content
  return {
    articleId,
    slug,
    language,
    state,
    category,
    audience,
    title,
    phrasings: phrasings.length,
    hasChanges: publishedVersion !== null && version > publishedVersion,
    changedAt: changedAt.toISOString(),
    changedBy,
    helpful,
    unhelpful,
    stale: staleReason({ publishedAt: readSince, checkedAt, ...lately }, at),
    content,
    version,
    publishedVersion,
    checkedAt: checkedAt?.toISOString() ?? null,
    translations: translations
      .filter((one) => one.articleId !== articleId)
      .map((one) => ({ articleId: one.articleId, language: one.language, state: one.state, title: one.title })),
    versions: versions.map(({ at: writtenAt, publishedAt, ...row }) => ({
      ...row,
      at: writtenAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
    })),
    canPublish: actor.desk.role !== 'agent',
  }
}

export async function readArticleVersion(
  db: Reader,
  actor: StaffActor,
  { articleId, version }: { articleId: string; version: number },
): Promise<ArticleVersion> {
  await ownArticle(db, actor, articleId)
  const content = await rows.findContent(db, articleId, version)
  if (content === null) throw new Refusal('not_found')
  return { version, content }
}

async function ownArticle(db: Reader, actor: StaffActor, articleId: string): Promise<rows.StoredArticle> {
  const known = await rows.findArticle(db, articleId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  return known
}
