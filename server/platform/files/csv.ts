import type { Language } from '#contract/common.ts'

/** UTF-8 is distinguished from older encodings by this mark alone where a file is opened with a double click. */
export const csvMark = '\uFEFF'

/** Where a comma stands in numbers, a spreadsheet looks for another sign between cells. */
const separators: Readonly<Record<Language, string>> = { ru: ';', uk: ';', en: ',' }

/** RFC 4180, for the spreadsheets of this language: every cell quoted, a quote doubled, lines end with CRLF (D9). */
export function csvLine(cells: readonly string[], language: Language): string {
  const quoted = cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`)
  return `${quoted.join(separators[language])}\r\n`
}

/** A spreadsheet takes what begins like this for a formula and runs it, quoted or not; behind an apostrophe it is a text. */
function harmless(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell
}
