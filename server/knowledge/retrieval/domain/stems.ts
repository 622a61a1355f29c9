import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'
import type { ArticleLanguage } from './article.ts'

const mostCached = 10_000
const known = new Map<string, number>()

/** The stem of a word as a number of 30 bits, which engines keep without a box; a text's language tells Ukrainian from Russian where no letter does. */
export function stemOf(word: string, language: ArticleLanguage): number {
  const isUkrainian = language === 'uk' || /[іїєґ]/.test(word)
  const key = isUkrainian ? `_${word}` : word
  const cached = known.get(key)
  if (cached !== undefined) return cached
  const stem = hashed(stemmed(word, isUkrainian)) >>> 2
  if (known.size >= mostCached) known.clear()
  known.set(key, stem)
  return stem
}

function stemmed(word: string, isUkrainian: boolean): string {
  if (!/\p{Script=Cyrillic}/u.test(word)) return english(word) || word
  return (isUkrainian ? ukrainian(word) : russian(word)) || word
}

/** FNV-1a: of a desk's hundred thousand stems one pair may meet. */
export function hashed(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93)
  }
  return hash >>> 0
}
