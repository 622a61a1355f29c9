import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'

const pattern = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu
const mostLetters = 40
const shortestPrefix = 3
const mostCached = 50_000

/** Texts of a desk repeat their words; a stem costs 1–2 µs, so each is made once. */
const known = new Map<string, readonly string[]>()

/** What a text is found by: the stems of its words, each once. Nobody can tell Russian from Ukrainian by a word: it has both. */
export function stemsOf(text: string): string[] {
  return [...new Set(wordsOf(text).flatMap(formsOf))]
}

/**
 * What somebody typed, as PostgreSQL's tsquery: every word has to be there in some form, the last one may still be growing.
 * Null when there is no word in it.
 */
export function searchedFor(text: string): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const parts = words.map((word, place) => {
    const forms = stemOf(word).map(quoted)
    const isGrowing = place === words.length - 1 && word.length >= shortestPrefix
    return `(${[...forms, ...(isGrowing ? [`${quoted(word)}:*`] : [])].join(' | ')})`
  })
  return parts.join(' & ')
}

/** Terms for the owner of a text, so that one search of the index finds a desk's or a portal's own alone. */
export const deskWord = (deskId: string): string => `desk:${deskId}`
export const portalWord = (memberId: string): string => `portal:${memberId}`

export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll(/[’ʼ]/g, "'")
  return (plain.match(pattern) ?? []).map((word) => word.slice(0, mostLetters))
}

/** A compound is found as a whole and by its parts: OP-1042 also by 1042. */
function formsOf(word: string): readonly string[] {
  const cached = known.get(word)
  if (cached !== undefined) return cached
  const parts = word.includes('-') ? word.split('-').filter((part) => part !== '') : []
  const forms = [...stemOf(word), ...parts.flatMap(stemOf)]
  if (known.size >= mostCached) known.clear()
  known.set(word, forms)
  return forms
}

function stemOf(word: string): string[] {
  const stems = /\p{Script=Cyrillic}/u.test(word) ? [russian(word), ukrainian(word)] : [english(word)]
  return [...new Set(stems.map((stem) => (stem === '' ? word : stem)))]
}
