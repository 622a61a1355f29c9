import type { IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'
import { randomOf } from '#test/fuzz/random.ts'

/** As many different words as such a desk writes, in syllables of the language. */
const vocabulary = 40_000
const known = new Map<number, string>()

export function wordOf(index: number): string {
  const word = known.get(index) ?? wordMade(index)
  known.set(index, word)
  return word
}

function wordMade(index: number): string {
  const chance = randomOf('word', index)
  const syllables = Array.from({ length: 2 + chance.below(3) }, () => {
    const [consonant, vowel] = [chance.below(20), chance.below(8)]
    return `${'бвгджзклмнпрстфхцчшщ'[consonant]}${'аеиоуыюя'[vowel]}`
  })
  return syllables.join('')
}

/** Some 2,500 letters; some words are in nearly every article, most in few. */
export function madeUpArticle(number: number): IndexedArticle {
  const chance = randomOf('article', number)
  const spoken = (count: number) =>
    Array.from({ length: count }, () => wordOf(Math.floor(vocabulary * (chance.below(10_000) / 10_000) ** 3))).join(' ')
  return {
    articleId: `article-${number}`,
    slug: `article-${number}`,
    language: 'ru',
    audience: 'public',
    title: spoken(6),
    body: Array.from({ length: 25 }, () => `${spoken(13)}.`).join('\n'),
    phrasings: Array.from({ length: 4 }, () => spoken(6)),
  }
}
