import type { ArticleLanguage } from './article.ts'
import { bitrixTerms } from './bitrixTerms.lexicon.ts'
import { itTerms } from './itTerms.lexicon.ts'
import { stemOf } from './stems.ts'

export type Meaning = { stem: number; weight: number }
type Term = { stem: number; language: ArticleLanguage }

/** What another word for the same is worth against the word itself. */
const sameLanguage = 0.4
const otherLanguage = 0.7
/** A word of several groups means many things. */
const mostMeanings = 12

const order: readonly ArticleLanguage[] = ['ru', 'uk', 'en']
const groups: readonly (readonly Term[])[] = [...bitrixTerms, ...itTerms].map((line) =>
  line.split('|').flatMap((part, place) => termsOf(part, order[place] ?? 'ru')),
)
const groupsOf: ReadonlyMap<string, ReadonlySet<readonly Term[]>> = grouped()

function termsOf(part: string, language: ArticleLanguage): Term[] {
  const words = part.trim().split(/\s+/).filter(Boolean)
  return words.map((word) => ({ stem: stemOf(word, language), language }))
}

function grouped(): Map<string, Set<readonly Term[]>> {
  const found = new Map<string, Set<readonly Term[]>>()
  for (const group of groups) {
    for (const term of group) {
      const key = keyOf(term)
      found.set(key, (found.get(key) ?? new Set()).add(group))
    }
  }
  return found
}

function keyOf({ stem, language }: Term): string {
  return `${language}${stem}`
}

/** The meanings of a word in the language of its question; a word in Latin letters is English wherever it stands. */
function groupsWith(word: string, language: ArticleLanguage): readonly (readonly Term[])[] {
  const spoken = /^[a-z0-9]+$/.test(word) ? 'en' : language === 'en' ? 'ru' : language
  return [...(groupsOf.get(keyOf({ stem: stemOf(word, language), language: spoken })) ?? [])]
}

/**
 * Stems of other words that mean what this one does; words of another language are nearly worth the word itself. A Ukrainian word that is another one in Russian, or the reverse, is left out.
 */
export function meaningsOf(word: string, language: ArticleLanguage): Meaning[] {
  const own = groupsWith(word, language)
  const stem = stemOf(word, language)
  const found = new Map<number, number>()
  for (const group of own) {
    const spoken = group.find((term) => term.stem === stem)?.language ?? language
    for (const term of group) {
      if (term.stem === stem || isFalseFriend(term, spoken)) continue
      const weight = spoken === term.language ? sameLanguage : otherLanguage
      found.set(term.stem, Math.max(weight, found.get(term.stem) ?? 0))
    }
  }
  return Array.from(found, ([other, weight]) => ({ stem: other, weight })).slice(0, mostMeanings)
}

function isFalseFriend({ stem, language }: Term, spoken: ArticleLanguage): boolean {
  if (language === spoken || language === 'en') return false
  return groupsOf.has(keyOf({ stem, language: language === 'uk' ? 'ru' : 'uk' }))
}

/** Is it a word of the dictionary? */
export function isTerm(word: string, language: ArticleLanguage): boolean {
  return groupsWith(word, language).length > 0
}
