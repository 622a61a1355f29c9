import { skeletonOf, wordsOf } from './nameSkeleton.ts'
import { ranks } from './ranks.lexicon.ts'

/** What somebody says of themselves (I2). */
export type SaidFacts = { fullName: string; position: string; email: string }
/** What is known of an account; any of it may be empty. */
export type KnownFacts = { firstName: string; lastName: string; secondName: string; position: string; email: string }

/** `near`: the e-mail is right and the rest is not, or cannot be compared. */
export type Verdict = 'match' | 'near' | 'no'

/** §7.2: the e-mail decides; name and position forgive scripts, order and case. */
export function compareFacts(said: SaidFacts, known: KnownFacts): Verdict {
  const email = foldedEmail(said.email)
  const isTheirs = email !== null && email === foldedEmail(known.email)
  const isNamed = isSameName(said.fullName, known)
  const isPlaced = isSamePosition(said.position, known.position)
  if (!isTheirs) return 'no'
  return isNamed && isPlaced ? 'match' : 'near'
}

/** As it is compared: no dot and no plus is folded. Null: it is none. */
export function foldedEmail(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase()
  const parts = /^([^\s@]{1,64})@([^\s@/?#:]{1,253})$/u.exec(folded)
  const [, local, domain] = parts ?? []
  if (local === undefined || domain === undefined || !domain.includes('.')) return null
  try {
    return `${local}@${new URL(`http://${domain}`).hostname}`
  } catch {
    return null
  }
}

/** First and last name have to be there, in any order; a patronymic may be left out on either side, and must not differ. */
function isSameName(said: string, { firstName, lastName, secondName }: KnownFacts): boolean {
  const words = wordsOf(said).map(skeletonOf)
  const [first, last, second] = [firstName, lastName, secondName].map((name) => wordsOf(name).map(skeletonOf))
  if (first === undefined || last === undefined || second === undefined) return false
  if (first.length === 0 || last.length === 0) return false
  const rest = without(without(words, first), last)
  if (rest === null) return false
  return (
    rest.length === 0 || (second.length > 0 ? isAlike(rest, second) : rest.length === 1 && rest.every(isPatronymic))
  )
}

/** Null where one of them is missing. */
function without(words: readonly string[] | null, taken: readonly string[]): string[] | null {
  if (words === null) return null
  const rest = [...words]
  for (const word of taken) {
    const place = rest.indexOf(word)
    if (place === -1) return null
    rest.splice(place, 1)
  }
  return rest
}

const isAlike = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((word) => others.includes(word))

function isPatronymic(word: string): boolean {
  return /(?:vich|vna|ich|ichna|inichna)$/.test(word)
}

const leastLetters = 4

/** An empty one cannot be compared. */
function isSamePosition(said: string, known: string): boolean {
  const [one, other] = [positionOf(said), positionOf(known)]
  if (one === '' || other === '') return false
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= leastLetters && ` ${long} `.includes(` ${short} `)
}

function positionOf(text: string): string {
  const words = wordsOf(text)
  const begins = words.findIndex((word) => !ranks.has(word))
  return begins === -1 ? '' : words.slice(begins).join(' ')
}

/** Whether all that can be compared is right; what the portal does not show of a position nobody can say (§7.2). */
export function suffices(said: SaidFacts, known: KnownFacts): boolean {
  const position = positionOf(known.position) === '' ? said.position : known.position
  return compareFacts(said, { ...known, position }) === 'match'
}
