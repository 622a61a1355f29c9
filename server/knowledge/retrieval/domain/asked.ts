import type { ArticleLanguage } from './article.ts'
import { documentsWith, idfOf, type ChannelName, type Index, type Slot } from './index.ts'
import { meaningsOf } from './lexicon.ts'
import { gramsOfWord } from './phonetic.ts'
import { stemOf } from './stems.ts'
import { contentWords, mostAsked } from './text.ts'

/** What a question asks for in one channel, worth its idf, less where it is only another word for what was asked; `mass` is what a document with all of it would be worth. */
export type AskedChannel = {
  slots: readonly Slot[]
  mass: number
  idf: ReadonlyMap<number, number>
  idfOf: (term: number) => number
}

export type Asked = { words: readonly string[]; isLatin: boolean; stems: AskedChannel; grams: AskedChannel }

/** More words are a letter, and cost time. */
const mostWords = 60

/** `isOpen`: its last word is still being typed. */
export function ask(
  index: Index,
  text: string,
  { language, isOpen = false }: { language: ArticleLanguage; isOpen?: boolean },
): Asked {
  const words = contentWords(text.slice(0, mostAsked)).slice(0, mostWords)
  return {
    words,
    isLatin: isMostlyLatin(words),
    stems: askedStems(index, words, language),
    grams: askedGrams(index, words, isOpen),
  }
}

function isMostlyLatin(words: readonly string[]): boolean {
  const letters = words.join('')
  const latin = letters.match(/[a-z]/g)?.length ?? 0
  return latin > letters.replaceAll(/\d/g, '').length / 2
}

function askedGrams(index: Index, words: readonly string[], isOpen: boolean): AskedChannel {
  const grams = new Set(words.flatMap((word, place) => gramsOfWord(word, isOpen && place === words.length - 1)))
  const slots = Array.from(grams, (term) => [{ term, worth: worthOf(index, 'grams', term) }])
  return channelOf(index, 'grams', slots)
}

function askedStems(index: Index, words: readonly string[], language: ArticleLanguage): AskedChannel {
  const slots = Array.from(new Set(words), (word) => slotOf(index, word, language))
  return channelOf(index, 'stems', slots)
}

/** The word, unless nobody has written it while others for the same are known; and these, for a little less. */
function slotOf(index: Index, word: string, language: ArticleLanguage): Slot {
  const stem = stemOf(word, language)
  const own = { term: stem, worth: worthOf(index, 'stems', stem) }
  const others = meaningsOf(word, language)
    .filter(({ stem: other }) => documentsWith(index, 'stems', other) > 0)
    .map(({ stem: other, weight }) => ({ term: other, worth: weight * worthOf(index, 'stems', other) }))
  const isKnown = documentsWith(index, 'stems', stem) > 0
  return isKnown || others.length === 0 ? [own, ...others] : others
}

function worthOf(index: Index, channel: ChannelName, term: number): number {
  return idfOf(index, documentsWith(index, channel, term))
}

function channelOf(index: Index, channel: ChannelName, slots: readonly Slot[]): AskedChannel {
  const known = new Map<number, number>()
  const idfOfTerm = (term: number) => {
    const worth = known.get(term) ?? worthOf(index, channel, term)
    known.set(term, worth)
    return worth
  }
  const mass = slots.reduce((sum, slot) => sum + Math.max(...slot.map(({ worth }) => worth)), 0)
  const idf = new Map(slots.flat().map(({ term, worth }) => [term, worth]))
  return { slots, mass: Math.max(mass, 1e-6), idf, idfOf: idfOfTerm }
}
