/** What XML has no letter for, or would read as another one. */
// eslint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g

/** As spreadsheets do it: such a letter stands as `_x000D_`, and where a text itself says that, its first line is escaped. */
export function toCellText(text: string): string {
  return text.replaceAll(
    unwritable,
    (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

export function fromCellText(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter)
}

/** Null where something stands that we never write: another entity, or the beginning of a tag. */
export function unescapeXml(text: string): string | null {
  if (/&(?!(?:amp|lt|gt|quot|apos);)|</.test(text)) return null
  return text.replaceAll(/&(\w+);/g, (_all, name: string) => letters[name] ?? '')
}

const A = 65

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnName(index: number): string {
  const last = String.fromCharCode(A + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

/** The number behind such a name; the place of a cell is its column and its row. */
export function columnIndex(name: string): number {
  return Array.from(name).reduce((index, letter) => (index + 1) * 26 + letter.charCodeAt(0) - A, -1)
}
