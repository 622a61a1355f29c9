import type { ArticleLanguage } from './article.ts'
import { documentsWith, type Index } from './index.ts'
import { keyboards } from './keyboards.lexicon.ts'
import { isTerm } from './lexicon.ts'
import { gramsOfWord, isFour } from './phonetic.ts'
import { stemOf } from './stems.ts'
import { contentWords } from './text.ts'

const { english: keys, russian, ukrainian } = keyboards
/** So much more of it must be known in the other layout: a product's name in Latin letters is no slip. */
const better = 0.25

const toRussian = layout(keys, russian)
const toUkrainian = layout(keys, ukrainian)
const toLatin = layout(russian, keys)

function layout(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(
    Array.from(from, (key, place) => [key, Array.from(to)[place] ?? key]).toReversed() as [string, string][],
  )
}

function typedIn(text: string, letters: ReadonlyMap<string, string>): string {
  return Array.from(text.toLowerCase(), (letter) => letters.get(letter) ?? letter).join('')
}

/** A question as it reads in the keyboard layout that was meant; null where it was typed in the right one. */
export function inOtherLayout(index: Index, text: string, language: ArticleLanguage): string | null {
  const readings = [
    ...(/[a-z]/i.test(text) ? [typedIn(text, toRussian), typedIn(text, toUkrainian)] : []),
    ...(/[а-яіїєґ]/i.test(text) ? [typedIn(text, toLatin)] : []),
  ]
  const own = knownShare(index, text, language)
  let best: { reading: string; share: number } | null = null
  for (const reading of readings) {
    const share = knownShare(index, reading, language)
    if (share > own + better && share > (best?.share ?? 0)) best = { reading, share }
  }
  return best?.reading ?? null
}

/** How much of a text somebody has written or the dictionary has: half by words, half by their parts. */
function knownShare(index: Index, text: string, language: ArticleLanguage): number {
  const words = contentWords(text)
  if (words.length === 0) return 0
  const isKnown = (word: string) => documentsWith(index, 'stems', stemOf(word, language)) > 0 || isTerm(word, language)
  const fours = words.flatMap((word) => gramsOfWord(word)).filter(isFour)
  const knownFours = fours.filter((gram) => documentsWith(index, 'grams', gram) > 0).length
  return words.filter(isKnown).length / words.length / 2 + knownFours / Math.max(1, fours.length) / 2
}
