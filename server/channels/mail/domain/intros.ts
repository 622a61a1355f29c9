import { wroteVerbs } from './quotes.lexicon.ts'

export const longestLine = 400

const dates = [
  /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/,
  /\d{1,2}\.?\s+\p{L}{3,10}\.?,?\s+\d{4}/u,
  /\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}/u,
]

/** Date, time and who, up to a colon; or an address and that they wrote. */
export function isIntro(text: string, mustBeDated: boolean): boolean {
  const line = text.replace(/^[>\s]+/, '').trim()
  if (line.length > longestLine || !/(?::|-{2,})$/.test(line)) return false
  const isDated = dates.some((one) => one.test(line)) && /\d{1,2}[:.]\d{2}/.test(line)
  const hasAddress = /[^\s<>@]@[^\s<>@]/.test(line)
  const wrote = wroteVerbs.test(line)
  return isDated ? wrote || hasAddress : !mustBeDated && wrote && hasAddress
}
