import type { ArticleLanguage } from '#server/knowledge/retrieval/domain/article.ts'
import { gramsOfWord } from '#server/knowledge/retrieval/domain/phonetic.ts'
import { stemOf } from '#server/knowledge/retrieval/domain/stems.ts'
import { contentWords } from '#server/knowledge/retrieval/domain/text.ts'

const leastCosine = 0.3

/** Whether one question is another one in other words: any shared stem, or alike by their letters. */
export function isRephrased(one: string, other: string, language: ArticleLanguage): boolean {
  const [words, others] = [contentWords(one), contentWords(other)]
  const stems = new Set(words.map((word) => stemOf(word, language)))
  if (others.some((word) => stems.has(stemOf(word, language)))) return true
  return cosine(gramsOf(words), gramsOf(others)) >= leastCosine
}

export function isSameText(one: string, other: string): boolean {
  return contentWords(one).join(' ') === contentWords(other).join(' ')
}

function gramsOf(words: readonly string[]): Set<number> {
  return new Set(words.flatMap((word) => gramsOfWord(word)))
}

function cosine(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  if (one.size === 0 || other.size === 0) return 0
  const shared = [...one].filter((gram) => other.has(gram)).length
  return shared / Math.sqrt(one.size * other.size)
}
