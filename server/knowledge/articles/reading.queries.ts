import type { RawBuilder } from 'kysely'
import type {
  ArticleShelf,
  ArticleView,
  BrowseArticlesInput,
  FindArticlesInput,
  FoundArticles,
  ReadArticleInput,
  SuggestArticlesInput,
  SuggestedArticles,
} from '#contract/knowledge/reading.types.ts'
import type { Language } from '#contract/common.ts'
import type { ArticleAudience } from '#contract/knowledge/types.ts'
import type { IndexedArticle } from '../retrieval/retrieval.port.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Hit, Question, Retrieval } from '../retrieval/retrieval.port.ts'
import { readableBy } from './domain/article.ts'
import { findVoice, type PortalReader, type Read } from '../voices/voices.sql.ts'
import * as rows from './reading.sql.ts'

/** E10: whether a client of this desk finds anything. */
export async function hasArticles(db: Reader, deskId: string): Promise<boolean> {
  return rows.hasReadable(db, shelfOf(deskId, 'clients'))
}

/** The same as a part of somebody's statement. */
export function areArticles(deskId: string): RawBuilder<boolean> {
  return rows.isReadable(shelfOf(deskId, 'clients'))
}

/** A5: what a client of this desk may read, each article once. */
export async function browseArticles(
  db: Reader,
  deskId: string,
  { language, category, cursor, limit }: BrowseArticlesInput,
): Promise<Omit<ArticleShelf, 'deskName'>> {
  const shelf = shelfOf(deskId, 'clients')
  const after = cursor === undefined ? null : readCursor(cursor)
  const found = await rows.listReadable(db, shelf, { language, category, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    categories: await rows.countByCategory(db, shelf, language),
    articles: page.map(({ slug, language: written, title, category: of }) => ({
      slug,
      language: written,
      title,
      category: of,
    })),
    nextCursor:
      found.length > limit && last !== undefined ? writeCursor({ at: last.publishedAt, id: last.articleId }) : null,
  }
}

/** In the reader's language where there is such a translation. Of another desk, or for its staff alone, it is `not_found`. */
export async function readArticle(
  db: Reader,
  { deskId, reader }: { deskId: string; reader: Pick<PortalReader, 'memberId' | 'userId'> },
  input: ReadArticleInput,
): Promise<ArticleView> {
  const all = await rows.listLanguagesOf(db, shelfOf(deskId, 'clients'), input)
  const [best] = all
  if (best === undefined) throw new Refusal('not_found')
  const { slug, language, title, category, body, publishedAt } = best
  return {
    slug,
    language,
    title,
    category,
    body,
    publishedAt: publishedAt.toISOString(),
    languages: all.map((one) => one.language),
    voice: await findVoice(db, best, reader),
  }
}

/** Which version of which article a client of the desk reads there; null: none. */
export async function findRead(db: Reader, deskId: string, input: ReadArticleInput): Promise<Read | null> {
  const [best] = await rows.listLanguagesOf(db, shelfOf(deskId, 'clients'), input)
  return best ?? null
}

/** The same of everybody. */
export async function findReadPublicly(db: Reader, deskId: string, input: ReadArticleInput): Promise<Read | null> {
  const [best] = await rows.listLanguagesOf(db, shelfOf(deskId, 'public'), input)
  return best ?? null
}

type Finding = { db: Reader; retrieval: Pick<Retrieval, 'find' | 'suggest'> }
const mostTyped = 8
const mostProposed = 3

/** A5, T4: by the words of a client. What is found is looked at again before it is shown: it may be archived by now. */
export async function findArticles(
  { db, retrieval }: Finding,
  deskId: string,
  { text, language, how }: FindArticlesInput,
): Promise<FoundArticles> {
  const question: Question = { text, language, audience: 'clients', limit: how === 'typed' ? mostTyped : mostProposed }
  const hits = how === 'typed' ? await retrieval.suggest(deskId, question) : await proposed(retrieval, deskId, question)
  const titled = await stillReadable(db, shelfOf(deskId, 'clients'), hits)
  return {
    articles: titled.map(({ hit, slug, language: of, title }) => ({ slug, language: of, title, quote: hit.quote })),
  }
}

/** For the desk's own people, to be put into an answer. `addressOf`: where a client reads it. */
export async function suggestArticles(
  { db, retrieval, addressOf }: Finding & { addressOf: (slug: string) => string },
  deskId: string,
  { text, language, isForClient }: SuggestArticlesInput,
): Promise<SuggestedArticles> {
  const audience = isForClient ? 'clients' : 'staff'
  const hits = await retrieval.suggest(deskId, { text, language, audience, limit: mostTyped })
  const titled = await stillReadable(db, shelfOf(deskId, audience), hits)
  return {
    articles: titled.map(({ hit, articleId, slug, language: of, title, audience: who }) => ({
      articleId,
      slug,
      language: of,
      title,
      audience: who,
      quote: hit.quote,
      address: addressOf(slug),
    })),
  }
}

async function proposed(
  retrieval: Pick<Retrieval, 'find'>,
  deskId: string,
  question: Question,
): Promise<readonly Hit[]> {
  const { zone, hits } = await retrieval.find(deskId, question)
  return zone === 'unknown' ? [] : hits.slice(0, mostProposed)
}

async function stillReadable(
  db: Reader,
  shelf: rows.Shelf,
  hits: readonly Hit[],
): Promise<(rows.TitledArticle & { hit: Hit })[]> {
  if (hits.length === 0) return []
  const found = await rows.listTitled(
    db,
    shelf,
    hits.map(({ articleId }) => articleId),
  )
  const byId = new Map(found.map((one) => [one.articleId, one]))
  return hits.flatMap((hit) => {
    const titled = byId.get(hit.articleId)
    return titled === undefined ? [] : [{ ...titled, hit }]
  })
}

const mostAnswers = 3

/** E7: of what everybody may read. */
export async function browsePublic(
  db: Reader,
  deskId: string,
  { language, category, limit }: { language: Language; category?: string; limit: number },
): Promise<Pick<ArticleShelf, 'categories' | 'articles'>> {
  const shelf = shelfOf(deskId, 'public')
  const found = await rows.listReadable(db, shelf, { language, category, after: null, limit })
  return {
    categories: await rows.countByCategory(db, shelf, language),
    articles: found.map(({ slug, language: written, title, category: of }) => {
      return { slug, language: written, title, category: of }
    }),
  }
}

export async function readPublic(db: Reader, deskId: string, input: { slug: string; language: Language }) {
  const all = await rows.listLanguagesOf(db, shelfOf(deskId, 'public'), input)
  const [best] = all
  return best === undefined ? null : { ...best, languages: all.map(({ language }) => language) }
}

/** An answer, or three that it may be about; looked at again before they are shown. */
export async function findPublic(
  { db, retrieval }: { db: Reader; retrieval: Pick<Retrieval, 'find'> },
  deskId: string,
  { text, language }: { text: string; language: Language },
) {
  const { zone, hits } = await retrieval.find(deskId, { text, language, audience: 'public', limit: mostAnswers })
  const titled = zone === 'unknown' ? [] : await stillReadable(db, shelfOf(deskId, 'public'), hits)
  const articles = titled.map(({ hit, slug, title }) => ({ slug, title, quote: hit.quote }))
  return { zone: articles.length === 0 ? ('unknown' as const) : zone, articles }
}

/** What may be shown of an article now. */
export type Passage = Pick<rows.ReadableArticle, 'articleId' | 'slug' | 'language' | 'title' | 'body'>

/** A1: of these articles what a client of this desk may read now, in their order. */
export async function listPassages(db: Reader, deskId: string, articleIds: readonly string[]): Promise<Passage[]> {
  const found = await rows.listBodies(db, shelfOf(deskId, 'clients'), articleIds)
  const byId = new Map(found.map((one) => [one.articleId, one]))
  return articleIds.flatMap((articleId) => byId.get(articleId) ?? [])
}

/** A3: what these articles are called, for the desk's own people, as long as they are published. */
export function listTitles(db: Reader, deskId: string, articleIds: readonly string[]): Promise<rows.TitledArticle[]> {
  return rows.listTitled(db, shelfOf(deskId, 'staff'), articleIds)
}

/** Every article in every language, for who walks through all of them. */
export function listPublicOf(db: Reader, deskId: string, limit: number) {
  return rows.listEach(db, shelfOf(deskId, 'public'), limit)
}

export function countPublic(db: Reader, deskId: string): Promise<number> {
  return rows.countReadable(db, shelfOf(deskId, 'public'))
}

function shelfOf(deskId: string, reader: ArticleAudience): rows.Shelf {
  return { deskId, audiences: readableBy(reader) }
}

/** A version of a desk's article as an index would know it; `version` null: the published one. Null: the desk has none such. */
export function findIndexed(
  db: Reader,
  deskId: string,
  of: { articleId: string; version: number | null },
): Promise<IndexedArticle | null> {
  return rows.findIndexed(db, deskId, of)
}
