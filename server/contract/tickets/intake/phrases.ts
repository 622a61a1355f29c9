import { letters } from './letters.lexicon.ts'

/**
 * The small language in which the lexicons are written. Phrases are parted by commas; `*` stands for further letters, a blank
 * for blanks, `~` for blanks after a possible comma, `_` for blanks that may be missing ("незакрывается"), `#` for a number,
 * `..` for up to two words between; a last " *" may be missing. Brackets, `|` and `?` are those of a regular expression. Every repetition is bounded and
 * a phrase is tried only where a word begins with its first letters, so that no text makes the search slow.
 */
export type Lexicon = {
  /** The letters that its phrases begin with, up to three; empty where one begins with any. */
  openings: readonly string[]
  /** Finds the phrases of an opening at its `lastIndex`; made when it is first asked for. */
  expressionFor: (opening: string) => RegExp | undefined
}

export type Match = { start: number; end: number; text: string }
export type Span = { start: number; end: number }

export const longestOpening = 3
const plainLetter = /^[a-zа-яєіїґ0-9'-]$/u
/** The letters of the three languages: far quicker than every letter of every script. */
const letter = `[${letters}]`
/** Inside a word an apostrophe is a letter, too: "об'єднати". */
const inner = `[${letters}']`

export function lexicon(...lists: readonly string[]): Lexicon {
  const phrases = new Map<string, string[]>()
  for (const phrase of lists.flatMap(phrasesIn)) {
    const opening = openingOf(phrase)
    const same = phrases.get(opening)
    if (same === undefined) phrases.set(opening, [phrase])
    else same.push(phrase)
  }
  const made = new Map<string, RegExp>()
  const expressionFor = (opening: string) => {
    const known = made.get(opening)
    const alike = phrases.get(opening)
    if (known !== undefined || alike === undefined) return known
    const expression = expressionOf(alike)
    made.set(opening, expression)
    return expression
  }
  return { openings: [...phrases.keys()], expressionFor }
}

/** Every stem with the endings: phrases of a lexicon. */
export function conjugated(stems: string, endings: string): string {
  const all = stems.split(/[,\n]/u).map((stem) => stem.trim())
  return all
    .filter(Boolean)
    .map((stem) => `${stem}${endings}`)
    .join(',')
}

/** Where the longest phrase that begins at this place ends; null if none does. */
export function endAt(phrases: Lexicon, text: string, start: number): number | null {
  let end: number | null = null
  for (let length = 0; length <= longestOpening; length += 1) {
    const expression = phrases.expressionFor(text.slice(start, start + length))
    const found = expression === undefined ? null : endOf(expression, text, start)
    if (found !== null && found > (end ?? start)) end = found
  }
  return end
}

export function endOf(expression: RegExp, text: string, start: number): number | null {
  expression.lastIndex = start
  return expression.test(text) ? expression.lastIndex : null
}

/** Whether the text is one of the phrases and nothing more. */
export function isOneOf(phrases: Lexicon, text: string): boolean {
  return endAt(phrases, text, 0) === text.length
}

function phrasesIn(list: string): string[] {
  const phrases = list
    .replaceAll('ё', 'е')
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
  return phrases.filter(Boolean).flatMap(withoutLeadingBrackets)
}

/** "(мы|я) видим" becomes two phrases, each with letters that it can be found by. */
function withoutLeadingBrackets(phrase: string): string[] {
  const group = /^\(([^()]*)\)(\??)/u.exec(phrase)
  if (group === null) return [phrase]
  const rest = phrase.slice(group[0].length).trimStart()
  const gap = phrase.slice(group[0].length).startsWith(' ') ? ' ' : ''
  const choices = (group[1] ?? '')
    .split('|')
    .map((choice) => `${choice.trim()}${choice.endsWith(' ') ? ' ' : gap}${rest}`)
  return [...choices, ...(group[2] === '?' ? [rest] : [])].flatMap(withoutLeadingBrackets)
}

function openingOf(phrase: string): string {
  let opening = ''
  for (const one of phrase) {
    if (!plainLetter.test(one) || opening.length === longestOpening) break
    opening += one
  }
  return phrase[opening.length] === '?' ? opening.slice(0, -1) : opening
}

function expressionOf(phrases: readonly string[]): RegExp {
  const longestFirst = phrases.toSorted((one, other) => other.length - one.length).map(sourceOf)
  return new RegExp(`(?:${longestFirst.join('|')})(?!${letter}|[0-9])`, 'y')
}

function sourceOf(phrase: string): string {
  return phrase
    .replaceAll(/[$+^{}/\\]/gu, String.raw`\$&`)
    .replace(/ \*$/u, '¶')
    .replaceAll('..', '§')
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/ *§ */gu, String.raw`(?:\s{1,4}[^\s.!?;]{1,30}){0,2}\s{1,4}`)
    .replaceAll(' ', String.raw`\s{1,4}`)
    .replaceAll('#', '[0-9]{1,9}')
    .replaceAll('~', String.raw`,?\s{1,4}`)
    .replaceAll('_', String.raw`\s{0,3}`)
    .replaceAll('*', `${inner}{0,20}`)
    .replace('¶', String.raw`(?:\s{1,4}${inner}{1,20})?`)
}
