import { isSurelyPhone, numbersIn, numberTerms, phoneOf, type Digits } from './phones.ts'
import { plainText } from '#contract/tickets/plainText.words.ts'
import { inOneScript } from './oneScript.ts'
import { compoundsIn, formsOf, isVersion, joinedOf, piecesOf, stemsOfWord, type Compound } from './words.ts'

const shortestPrefix = 3
/** Fewer digits are no number that is written in groups. */
const fewestDigits = 4

/** What a text is found by: the stems of its words, and its numbers however they are grouped, each once. */
export function stemsOf(text: string): string[] {
  const plain = plainText(text)
  const terms = new Set<string>()
  for (const compound of compoundsIn(plain)) {
    const joined = joinedOf(compound)
    for (const word of [...compound.parts, ...(joined === null ? [] : [joined])]) {
      for (const form of formsOf(word)) terms.add(form)
    }
  }
  // Numbers come last: where a text has more terms than are kept, its words are.
  for (const number of numbersIn(plain)) for (const term of numberTerms(number)) terms.add(term)
  return [...terms]
}

/**
 * What somebody typed, as PostgreSQL's tsquery: every word has to be there in some form, the last one may still be growing.
 * Null when there is no word in it.
 */
export function searchedFor(text: string): string | null {
  const plain = plainText(text)
  const numbers = longestOf(numbersIn(plain).filter(isOneNumber))
  const compounds = compoundsIn(plain).filter(
    ({ start }) => !numbers.some((number) => number.start <= start && start < number.end),
  )
  const units = [...numbers, ...compounds].toSorted((one, other) => one.start - other.start)
  if (units.length === 0) return null
  return units
    .map((unit, place) => {
      const ending = place === units.length - 1 ? 'growing' : 'whole'
      return 'groups' in unit ? numberAsked(unit, ending) : compoundAsked(unit, ending)
    })
    .join(' & ')
}

/** Terms for the owner of a text, so that one search of the index finds a desk's or a portal's own alone. */
export const deskWord = (deskId: string): string => `desk:${deskId}`
export const portalWord = (memberId: string): string => `portal:${memberId}`

export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** The last word may still be growing. */
type Ending = 'growing' | 'whole'

/** With a hyphen, with a blank or in one word: all its parts, or all of it. */
function compoundAsked(compound: Compound, ending: Ending): string {
  const { parts } = compound
  const all = parts.map((part, place) => wordAsked(part, place === parts.length - 1 ? ending : 'whole')).join(' & ')
  const joined = joinedOf(compound)
  if (joined === null) return parts.length > 1 ? `(${all})` : all
  return `((${all}) | ${anyOf(termsAsked(joined, /\p{L}$/u.test(joined) ? ending : 'whole'))})`
}

function wordAsked(word: string, ending: Ending): string {
  if (isVersion(word)) return `(${quoted(word)})`
  const pieces = piecesOf(word)
  const whole = termsAsked(word, ending)
  if (pieces.length === 0) return anyOf(whole)
  return `(${anyOf(whole)} | (${pieces.map((piece) => anyOf(termsAsked(piece, 'whole'))).join(' & ')}))`
}

function termsAsked(word: string, ending: Ending): string[] {
  const spelled = inOneScript(word)
  const isGrowing = ending === 'growing' && word.length >= shortestPrefix
  return [...stemsOfWord(word).map(quoted), ...(isGrowing ? [`${quoted(spelled)}:*`] : [])]
}

function anyOf(terms: readonly string[]): string {
  return `(${[...new Set(terms)].join(' | ')})`
}

/** A phone is found however it is grouped; what may be several numbers is found as these, too. */
function numberAsked(number: Digits, ending: Ending): string {
  const phone = phoneOf(number)
  const end = ending === 'growing' ? ':*' : ''
  const whole = [phone, number.groups.join('')]
    .filter((digits) => digits !== null)
    .map((digits) => quoted(digits) + end)
  if (isSurelyPhone(number)) return anyOf(whole.slice(0, 1))
  const groups = number.groups.map((group) => anyOf([quoted(group)])).join(' & ')
  return `(${anyOf(whole)} | (${groups}))`
}

/** Groups that may be one number; a single group is one only where it is a whole phone, else it is a word like others. */
function isOneNumber(number: Digits): boolean {
  if (number.groups.length === 1 || number.hasDots) return isSurelyPhone(number)
  return number.groups.join('').length >= fewestDigits
}

/** Of those that share digits the longest, in their order. */
function longestOf(numbers: readonly Digits[]): Digits[] {
  const kept: Digits[] = []
  for (const number of numbers.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (number.start >= (kept.at(-1)?.end ?? 0)) kept.push(number)
  }
  return kept
}
