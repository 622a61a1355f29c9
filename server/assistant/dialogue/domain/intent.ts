import { wordsIn } from '#server/knowledge/retrieval/domain/text.ts'
import { askingWords, personWords, talkWords } from './smallTalk.lexicon.ts'

/** What a text wants: `nothing` has no word in it (files alone). */
export type Intent = 'question' | 'greeting' | 'thanks' | 'person' | 'nothing'

/** More words are never politeness alone. */
const mostWords = 12

/** A2: a greeting or thanks are no attempt; a person is asked for where nothing else is asked. */
export function intentOf(text: string): Intent {
  const words = wordsIn(text)
  if (words.length === 0) return 'nothing'
  if (words.length > mostWords) return 'question'
  const isTalk = words.every((word) => known.greeting(word) || known.thanks(word))
  if (isTalk) return words.some((word) => known.greeting(word)) && !words.some(isThanking) ? 'greeting' : 'thanks'
  const isAsked = words.some((word) => known.person(word))
  const isAll = words.every(
    (word) => known.person(word) || known.asking(word) || known.greeting(word) || known.thanks(word),
  )
  return isAsked && isAll ? 'person' : 'question'
}

const known = {
  greeting: among(talkWords.greeting),
  thanks: among(talkWords.thanks),
  person: among(personWords),
  asking: among(askingWords),
}

function isThanking(word: string): boolean {
  return known.thanks(word) && !known.greeting(word)
}

function among(words: string): (word: string) => boolean {
  const all = words.split(/\s+/)
  const whole = new Set(all.filter((word) => !word.endsWith('*')))
  const beginnings = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
  return (word) => whole.has(word) || beginnings.some((beginning) => word.startsWith(beginning))
}
