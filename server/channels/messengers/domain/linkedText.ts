import type { MarkedText } from '../../domain/markedText.ts'

/** For a messenger that shows no links behind words: where one leads stands behind its words, as long as all of it fits. */
export function linkedText({ text, marks }: MarkedText, most: number): string {
  const links = marks.filter(({ kind, href }) => kind === 'link' && href !== undefined && href !== '')
  return links
    .toSorted((one, other) => other.start + other.length - (one.start + one.length))
    .reduce((written, { start, length, href = '' }) => {
      const end = start + length
      const isSaid = text.slice(start, end) === href || marks.some((one) => one.start === end && one.href === href)
      const linked = `${written.slice(0, end)} (${href})${written.slice(end)}`
      return isSaid || linked.length > most ? written : linked
    }, text)
}
