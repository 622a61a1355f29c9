import type { Language } from '#contract/common.ts'
import type { ShownArticle } from '#contract/tickets/assistant.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listPassages, type Passage } from '#server/knowledge/articles/reading.queries.ts'
import { languageOf } from '#server/knowledge/retrieval/domain/search.ts'
import type { Found, Question, Retrieval } from '#server/knowledge/retrieval/retrieval.port.ts'
import { masked } from '#server/knowledge/articles/domain/mask.ts'
import type { Phrasing } from '../phrasing/phrasing.port.ts'
import { wordsOfAnswer } from './wording.queries.ts'

export type SearchDeps = { db: Reader; retrieval: Pick<Retrieval, 'find'>; phrasing: Phrasing }

/** What was found, and what of it is shown; `found` says how sure it is. */
export type Answer = {
  zone: Found['zone']
  found: Found
  language: Language
  articles: ShownArticle[]
  /** Null where there is nothing to show. */
  text: string | null
  isPhrased: boolean
}

type Asked = Pick<Question, 'text' | 'without' | 'earlier'> & { deskId: string; language: Language }

const mostHits = 10
const mostListed = 3
const mostPassages = 8

/** A1: in the language of the question, of what this desk's clients may read at this moment. */
export async function search(deps: SearchDeps, asked: Asked): Promise<Answer> {
  const { found, language } = await find(deps, asked)
  const passages = await listPassages(
    deps.db,
    asked.deskId,
    found.hits.map(({ articleId }) => articleId),
  )
  const zone = passages.length === 0 ? 'unknown' : found.zone
  const base = { found: { ...found, zone }, language }
  if (zone === 'unknown') return { ...base, zone, articles: [], text: null, isPhrased: false }
  const phrased = await phrase(deps, { ...asked, language }, passages)
  if (phrased !== null) return { ...base, zone: 'answer', ...phrased, isPhrased: true }
  const articles = passages.slice(0, zone === 'answer' ? 1 : mostListed).map((passage) => shownOf(passage, found))
  return { ...base, zone, articles, text: wordsOfAnswer(zone, language, articles), isPhrased: false }
}

/** A text in the wrong keyboard layout is in the language that it would have been. */
async function find({ retrieval }: SearchDeps, { deskId, language, ...asked }: Asked) {
  const question = { ...asked, audience: 'clients', limit: mostHits } as const
  const found = await retrieval.find(deskId, { ...question, language })
  const meant = found.layoutFixed === null ? language : languageOf(found.layoutFixed, language)
  if (meant === language) return { found, language }
  return { found: await retrieval.find(deskId, { ...question, language: meant }), language: meant }
}

/** A4: grounded in what was found alone: a quote that does not stand there is no answer. */
async function phrase({ phrasing }: SearchDeps, { deskId, text, language }: Asked, passages: readonly Passage[]) {
  const best = passages.slice(0, mostPassages).map(({ articleId, title, body }) => ({ articleId, title, body }))
  const chosen = await phrasing.choose({ deskId, text: masked(text, [], () => '…'), language }, best)
  const passage = passages.find(({ articleId }) => articleId === chosen?.articleId)
  if (chosen === null || passage === undefined || !passage.body.includes(chosen.quote)) return null
  return { articles: [{ ...titleOf(passage), quote: chosen.quote }], text: chosen.text }
}

export function shownOf(passage: Passage, { hits }: Pick<Found, 'hits'>): ShownArticle {
  return { ...titleOf(passage), quote: hits.find(({ articleId }) => articleId === passage.articleId)?.quote ?? '' }
}

function titleOf({ articleId, slug, language, title }: Passage): Omit<ShownArticle, 'quote'> {
  return { articleId, slug, language, title }
}
