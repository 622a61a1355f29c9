import { joinedText, type Inline } from './parts.ts'

/** A piece of a text: code or a link, or (where `part` is null) a run of stars or what stands between. */
export type Atom = { start: number; end: number; text: string; part: Inline | null }

const isWordLetter = (letter: string): boolean => /^[\p{L}\p{N}]$/u.test(letter)

/**
 * T8: `**bold**` and `*italic*`. A pair counts where the next run of as many stars ends what the first begins; stars in
 * paths, formulas and words stand as they were typed.
 */
export function pairStars(text: string, atoms: readonly Atom[]): Inline[] {
  const parts: Inline[] = []
  for (let i = 0; i < atoms.length; i += 1) {
    const atom = atoms[i]
    if (atom === undefined) break
    const end = closingOf(text, atoms, i)
    if (end === null) {
      parts.push(atom.part ?? { kind: 'text', text: atom.text })
      continue
    }
    const inside = pairStars(text, atoms.slice(i + 1, end))
    parts.push({ kind: atom.text === '**' ? 'strong' : 'em', parts: inside })
    i = end
  }
  return joinedText(parts)
}

function closingOf(text: string, atoms: readonly Atom[], opening: number): number | null {
  const first = atoms[opening]
  if (first === undefined || !isRun(first) || !canOpen(text, first)) return null
  const end = atoms.findIndex((atom, place) => place > opening && isRun(atom) && atom.text === first.text)
  const last = atoms[end]
  if (last === undefined || !canClose(text, last)) return null
  const inside = text.slice(first.end, last.start)
  // Between slashes are paths and comments of code, and one star beside a slash is a pattern of names.
  const slashes = Number(letterBefore(text, first.start) === '/') + Number(letterAt(text, last.end) === '/')
  if (slashes > (first.text === '**' ? 1 : 0)) return null
  return first.text === '**' || /\p{L}/u.test(inside) ? end : null
}

function isRun({ part, text }: Atom): boolean {
  return part === null && (text === '*' || text === '**')
}

/** Before it a blank, or a sign that stands before a word in a sentence; a hyphen, comma or the like inside a word is none. */
function canOpen(text: string, { start, end }: Atom): boolean {
  if (!isWordLetter(letterAt(text, end))) return false
  const before = letterBefore(text, start)
  if (before === '-') return !isWordLetter(letterBefore(text, start - 1))
  return before === '' || /^[\s([{«"'“„‘‚‹–—,:;!?…¿¡/]$/u.test(before)
}

/** After it a blank, or a sign that ends a word in a sentence: a dot with a letter behind it is part of a name. */
function canClose(text: string, { start, end }: Atom): boolean {
  if (!isWordLetter(letterBefore(text, start))) return false
  const after = letterAt(text, end)
  if (after === '' || /^[\s)\]}»"'”“’›–—…/]$/u.test(after)) return true
  return /^[-.,:;!?]$/.test(after) && !isWordLetter(letterAt(text, end + 1))
}

function letterAt(text: string, index: number): string {
  const code = text.codePointAt(index)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function letterBefore(text: string, index: number): string {
  if (index <= 0) return ''
  const isSecondHalf = /[\uDC00-\uDFFF]/.test(text.charAt(index - 1)) && index > 1
  return text.slice(index - (isSecondHalf ? 2 : 1), index)
}
