/** Typed line by line; what is empty is none. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

export type LineFault = 'lineMissing' | 'lineMany' | 'lineTwice'

/** Why a list is not what one special request takes; null where it is. */
export function lineFault(lines: readonly string[], atMost: number): LineFault | null {
  if (lines.length === 0) return 'lineMissing'
  if (lines.length > atMost) return 'lineMany'
  return new Set(lines).size < lines.length ? 'lineTwice' : null
}
