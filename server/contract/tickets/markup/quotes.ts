/**
 * Lines that begin with `>` and a blank, another `>` (once: three are a prompt) or a letter. `>100` and `>=5` are figures. No
 * line joins a quote that does not say so itself: whoever answers below it is not quoted.
 */
export function readQuote(lines: readonly string[], at: number): { lines: string[]; end: number } | null {
  const quoted: string[] = []
  for (const line of lines.slice(at)) {
    const inside = /^ {0,3}>(?:[ \t]([^]*)|(>(?:[ \t][^]*)?)|(\p{L}[^]*)|$)$/u.exec(line)
    if (inside === null) break
    quoted.push(inside[1] ?? inside[2] ?? inside[3] ?? '')
  }
  return quoted.some((line) => /[^\s>]/.test(line)) ? { lines: quoted, end: at + quoted.length } : null
}
