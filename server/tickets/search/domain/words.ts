import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian'
import { inOneScript } from './oneScript.ts'

const mostLetters = 40
const mostCached = 50_000
/** Longer chains are addresses and paths, which nobody writes in one word. */
const mostJoined = 6
const mostLevels = 5

/** Texts of a desk repeat their words; a stem costs 1–2 µs, so each is made once. */
const known = new Map<string, readonly string[]>()

/** What stands without a blank between: words with a hyphen, names of files and fields, versions. */
export type Compound = { start: number; end: number; parts: string[] }

export function compoundsIn(text: string): Compound[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+(?:[-._][\p{L}\p{N}]+)*/gu), ({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
    parts: (whole.match(/\d+(?:\.\d+)+(?![\p{L}\p{N}])|[^-._]+/gu) ?? []).map((part) => part.slice(0, mostLetters)),
  }))
}

/** A hyphen in the middle is a matter of taste: "онлайн-чат", "онлайн чат" and "онлайнчат" are one. */
export function joinedOf({ parts }: Compound): string | null {
  const isShort = parts.length > 1 && parts.length <= mostJoined && !parts.some(isVersion)
  return isShort ? parts.join('').slice(0, mostLetters) : null
}

/** 25.100.0, 192.168.0.1, 01.12.2026: the order of its numbers means something. */
export function isVersion(part: string): boolean {
  return /^\d+(?:\.\d+)+$/.test(part)
}

/** What a word of a text is found by. */
export function formsOf(word: string): readonly string[] {
  const cached = known.get(word)
  if (cached !== undefined) return cached
  const forms = isVersion(word) ? levelsOf(word) : [...stemsOfWord(word), ...piecesOf(word).flatMap(stemsOfWord)]
  if (known.size >= mostCached) known.clear()
  known.set(word, forms)
  return forms
}

/** Nobody can tell Russian from Ukrainian by a word: it has the stems of both. */
export function stemsOfWord(word: string): string[] {
  const spelled = inOneScript(word)
  const stems = /\p{Script=Cyrillic}/u.test(spelled) ? [russian(spelled), ukrainian(spelled)] : [english(spelled)]
  return [...new Set(stems.map((stem) => (stem === '' ? spelled : stem)))]
}

/** "Битрикс24" is "Битрикс 24", too; one or two letters beside digits are no word of their own. */
export function piecesOf(word: string): string[] {
  const pieces = /^(\p{L}{3,})(\p{N}+)$|^(\p{N}+)(\p{L}{3,})$/u.exec(word)
  return (pieces?.slice(1) ?? []).filter((piece) => piece !== undefined && piece !== '')
}

/** All that is beside one another in it, from two numbers on, and each number. */
function levelsOf(version: string): string[] {
  const numbers = version.split('.').slice(0, mostLevels)
  const runs = numbers.flatMap((_number, from) =>
    numbers.slice(from).map((_other, length) => numbers.slice(from, from + length + 1).join('.')),
  )
  return [...new Set([...runs, version])]
}
