import type { ArticleLanguage } from './article.ts'
import type { Found, Hit, Question } from './question.ts'
import { ask, type Asked } from './asked.ts'
import { amongThree, features, first, probability, zoneOf } from './confidence.ts'
import type { Index } from './index.ts'
import { inOtherLayout } from './layout.ts'
import { bestQuote } from './quote.ts'
import { rank, type Ranked, type Reader } from './rank.ts'
import { bytesOf, type Packing } from './segment.ts'

/** What is stored beside an answer, so that two engines can be compared. */
export const engine = 'grams-stems-1'

const mostHits = 20
const usualHits = 5
/** More attempts than these are no conversation. */
const mostEarlier = 5
const mostRejected = 100
/** While one types, what has less than this of the words is no proposal. */
const leastProposed = 0.5

/** Answers a question from an index: which articles, how surely, and where in them. */
export function search(index: Index, question: Question, packing: Packing): Found {
  const spoken = languageOf(question.text, question.language)
  const layoutFixed = inOtherLayout(index, question.text, spoken)
  const language = layoutFixed === null ? spoken : languageOf(layoutFixed, question.language)
  const asked = ask(index, layoutFixed ?? question.text, { language })
  const earlier = (question.earlier ?? []).slice(-mostEarlier).map((text) => ask(index, text, { language }))
  const ranked = asked.words.length === 0 ? [] : rank(index, [asked, ...earlier], readerOf(question, language))
  const values = features(ranked, asked, 1 + earlier.length)
  const [p1, p3] = ranked.length === 0 ? [0, 0] : [probability(first, values), probability(amongThree, values)]
  const hits = ranked.slice(0, limitOf(question)).map((one) => hitOf(one, asked, packing))
  return {
    zone: zoneOf(p1, p3),
    p1,
    p3: Math.max(p1, p3),
    hits,
    language: question.language ?? language,
    layoutFixed,
    engine,
    version: index.version,
  }
}

/** While a question is typed: its last word has no end yet. */
export function propose(index: Index, question: Question, packing: Packing): Hit[] {
  const language = languageOf(question.text, question.language)
  const text = inOtherLayout(index, question.text, language) ?? question.text
  const asked = ask(index, text, { language, isOpen: /[\p{L}\p{N}]$/u.test(text) })
  if (asked.words.length === 0) return []
  return rank(index, [asked], readerOf(question, language))
    .filter(({ coveredGrams }) => coveredGrams >= leastProposed)
    .slice(0, limitOf(question))
    .map((one) => hitOf(one, asked, packing))
}

function readerOf({ audience, language, without = [] }: Question, spoken: ArticleLanguage): Reader {
  return { audience, language: language ?? spoken, without: without.slice(-mostRejected) }
}

function limitOf({ limit = usualHits }: Question): number {
  return Math.min(mostHits, Math.max(1, Math.floor(limit)))
}

function hitOf({ part, doc, head, score }: Ranked, asked: Asked, packing: Packing): Hit {
  const { articleId, slug, language, title } = head
  return {
    articleId,
    slug,
    language,
    title,
    score,
    quote: bestQuote(packing.unpack(bytesOf(part.segment.bodies, doc)), asked),
  }
}

/** By letters that only one language has; where there are none, what is expected of the reader. */
export function languageOf(text: string, expected: ArticleLanguage = 'ru'): ArticleLanguage {
  if (/[іїєґ]/i.test(text)) return 'uk'
  if (/[ыэъё]/i.test(text)) return 'ru'
  if (/[а-я]/i.test(text)) return expected === 'en' ? 'ru' : expected
  return /[a-z]/i.test(text) ? 'en' : expected
}
