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
