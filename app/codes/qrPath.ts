import { encode } from 'uqr'

/** A QR code as one SVG path in units of its squares, with the quiet border that readers need. */
export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const rows = data.map((row, y) => runs(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`))
  return { size, path: rows.flat().join('') }
}

/** Neighbouring dark squares are drawn as one, so that no hair lines show between them on paper. */
function runs(row: readonly boolean[]): { x: number; length: number }[] {
  const found: { x: number; length: number }[] = []
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue
    const last = found.at(-1)
    if (last !== undefined && last.x + last.length === x) last.length += 1
    else found.push({ x, length: 1 })
  }
  return found
}
