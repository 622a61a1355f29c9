/** What turns the direction of letters around: a name must not look like another one ("gpj.exe" read from right to left). */
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const shownOfEnd = 4

/** A name in two pieces, of which a narrow place may shorten the first: the ending is always read. */
export function nameParts(name: string): { start: string; end: string } {
  const letters = Array.from(new Intl.Segmenter().segment(name.replaceAll(directions, '')), ({ segment }) => segment)
  const dot = letters.lastIndexOf('.')
  const hasEnding = dot > 0 && letters.length - dot <= 9
  const cut = Math.max((hasEnding ? dot : letters.length) - shownOfEnd, 0)
  return { start: letters.slice(0, cut).join(''), end: letters.slice(cut).join('') }
}
