import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { browsePublic, findPublic, listPublicOf, readPublic } from '../articles/reading.queries.ts'
import type { Zone } from '../retrieval/domain/question.ts'
import type { Retrieval } from '../retrieval/retrieval.port.ts'

export type PublicShelf = {
  category: string | null
  categories: readonly { category: string; articles: number }[]
  articles: readonly { slug: string; title: string }[]
}
export type PublicAnswer = { zone: Zone; articles: readonly { slug: string; title: string; quote: string }[] }
export type PublicArticle = {
  slug: string
  language: Language
  title: string
  body: string
  publishedAt: Date
  /** In which it can be read, too. */
  languages: readonly Language[]
}

const mostListed = 100

/** E7: what everybody may read, of one section where one is named. */
export async function readShelf(
  db: Reader,
  deskId: string,
  { language, category }: { language: Language; category: string | null },
): Promise<PublicShelf> {
  const found = await browsePublic(db, deskId, {
    language,
    ...(category !== null && { category }),
    limit: mostListed,
  })
  return { category, categories: found.categories, articles: found.articles }
}

/** A1: by what everybody may read; a draft, or what is for clients and staff, is no answer here. */
export function answerPublic(
  deps: { db: Reader; retrieval: Pick<Retrieval, 'find'> },
  deskId: string,
  question: { text: string; language: Language },
): Promise<PublicAnswer> {
  return findPublic(deps, deskId, question)
}

/** Null: there is none that everybody may read. */
export function readPublicArticle(
  db: Reader,
  deskId: string,
  input: { slug: string; language: Language },
): Promise<PublicArticle | null> {
  return readPublic(db, deskId, input)
}

export const listSitemap = listPublicOf
