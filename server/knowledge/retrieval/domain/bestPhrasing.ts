import type { ArticleLanguage } from './article.ts'
import type { Asked, AskedChannel } from './asked.ts'
import { gramsOfWord } from './phonetic.ts'
import type { Head } from './segment.ts'
import { stemOf } from './stems.ts'
import { contentWords } from './text.ts'

/** How well a question and one phrasing of an article agree, in idf: what of the phrasing was asked, what of the question it has. */
export type Agreement = { precision: number; recall: number; f1: number }
export type Phrasing = { grams: Agreement; stems: Agreement }

type Terms = { grams: Uint32Array; stems: Uint32Array }

const none: Agreement = { precision: 0, recall: 0, f1: 0 }
const mostCached = 8000
const known = new Map<string, Terms>()

/** The title or the phrasing that is most like the question. */
export function bestPhrasing(head: Head, asked: Asked): Phrasing {
  let best: Phrasing = { grams: none, stems: none }
  for (const phrasing of [head.title, ...head.phrasings]) {
    const terms = termsOf(phrasing, head.language)
    const grams = agreement(terms.grams, asked.grams)
    if (grams.f1 > best.grams.f1) best = { grams, stems: agreement(terms.stems, asked.stems) }
  }
  return best
}

function termsOf(phrasing: string, language: ArticleLanguage): Terms {
  const key = `${language}${phrasing}`
  const cached = known.get(key)
  if (cached !== undefined) return cached
  const words = contentWords(phrasing)
  const terms = {
    grams: Uint32Array.from(new Set(words.flatMap((word) => gramsOfWord(word)))),
    stems: Uint32Array.from(new Set(words.map((word) => stemOf(word, language)))),
  }
  if (known.size >= mostCached) known.clear()
  known.set(key, terms)
  return terms
}

function agreement(terms: Uint32Array, { idf, mass, idfOf }: AskedChannel): Agreement {
  let common = 0
  let others = 0
  for (const term of terms) {
    const worth = idf.get(term)
    if (worth === undefined) others += idfOf(term)
    else common += worth
  }
  if (common === 0) return none
  const precision = common / (common + others)
  const recall = Math.min(1, common / mass)
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}
