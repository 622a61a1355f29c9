/** Lengths of what a portal says, in UTF-16 units: what its own forms let people write, rounded up. */
export const mostLetters = {
  name: 120,
  title: 255,
  code: 100,
  address: 2000,
  token: 2048,
  sentence: 300,
  message: 20_000,
} as const

/**
 * A portal's words in one line that can be kept and shown: a NUL, half of a surrogate pair, line breaks and other controls do no
 * harm any more, and what is longer than a person would write ends in an ellipsis.
 */
export function readForeignText(text: string, most: number): string {
  // Cut first: what follows is work for every letter.
  const line = text
    .slice(0, most * 2)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line
}

/** The same for words of several lines; `isCut` where they were longer. */
export function readForeignLines(text: string, most: number): { text: string; isCut: boolean } {
  const lines = text
    .slice(0, most)
    .toWellFormed()
    .replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]+/gu, ' ')
  return { text: lines, isCut: text.length > most }
}

/** Whether an instant that a portal names can be kept and shown. */
export function isOfOurTime(at: Date): boolean {
  return at.getTime() >= Date.UTC(2000, 0, 1) && at.getTime() < Date.UTC(2101, 0, 1)
}

/** Whether it may be taken as it stands: a key, an address, a token must not be changed. */
export function isKeepable(text: string, most: number): boolean {
  return text.length <= most && !/[\p{Cc}\p{Cs}]/u.test(text)
}
