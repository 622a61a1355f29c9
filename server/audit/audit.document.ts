import type { AuditEntry } from '#contract/audit/types.ts'
import { factTexts } from '#contract/audit/facts.texts.ts'
import { kindTexts } from '#contract/audit/kinds.texts.ts'
import { factTextsOf, nameOf, portalText, sentenceOf, type FactWriting } from '#contract/audit/texts.ts'
import type { Language } from '#contract/common.ts'
import { wallOfInstant, zoneTable } from '#server/calendar/zone.ts'
import type { XlsxCell, XlsxSheet } from '#server/platform/files/xlsx.ts'
import { auditHeaders, auditSheetNames } from './audit.texts.ts'

/** D9: whose file it is: their language, the desk's zone, and what its plans are called. */
export type FileReader = { language: Language; timeZone: string; plans: FactWriting['plans'] }

/** UTF-8 is distinguished from older encodings by this mark alone where a file is opened with a double click. */
const mark = '\uFEFF'
/** Where a comma stands in numbers, a spreadsheet looks for another sign between cells. */
const separators: Readonly<Record<Language, string>> = { ru: ';', uk: ';', en: ',' }
const dateFormats: Readonly<Record<Language, string>> = {
  ru: 'dd.mm.yyyy hh:mm:ss',
  uk: 'dd.mm.yyyy hh:mm:ss',
  en: 'yyyy-mm-dd hh:mm:ss',
}
const widths = [21, 16, 70, 26, 26, 18, 26, 60, 26, 12]

export function csvHead(reader: FileReader): string {
  return mark + lineOf(headersOf(reader), reader.language)
}

export function csvLines(entries: readonly AuditEntry[], reader: FileReader): string {
  return entries
    .map((entry) => lineOf([written(entry.at, reader), ...cellsOf(entry, reader)], reader.language))
    .join('')
}

/** The same as a workbook, whose moments are dates that can be sorted and counted with. */
export function auditSheet(pages: AsyncIterable<AuditEntry[]>, reader: FileReader): XlsxSheet {
  const columns = headersOf(reader).map((title, place) => ({ title, width: widths[place] ?? 20 }))
  const [first, ...others] = columns
  const dated = first === undefined ? [] : [{ ...first, format: dateFormats[reader.language] }]
  return { name: auditSheetNames[reader.language], columns: [...dated, ...others], rows: rowsOf(pages, reader) }
}

async function* rowsOf(pages: AsyncIterable<AuditEntry[]>, reader: FileReader): AsyncGenerator<XlsxCell[][]> {
  for await (const entries of pages) {
    yield entries.map((entry) => {
      const texts = cellsOf(entry, reader)
      return [wallDate(entry.at, reader), ...texts.slice(0, -1), Number(entry.entryId)]
    })
  }
}

function headersOf({ language, timeZone }: FileReader): string[] {
  return auditHeaders.map((texts) => texts[language].replace('{timeZone}', timeZone))
}

/** All but when. */
function cellsOf(entry: AuditEntry, reader: FileReader): string[] {
  const { language, plans } = reader
  const named = factTextsOf(entry, language, { instant: (at) => written(at, reader), plans })
  const details = entry.facts.map(({ name }) => `${factTexts.texts[language][name]}: ${named[name] ?? ''}`)
  return [
    kindTexts.texts[language][entry.kind],
    sentenceOf(entry, language, named),
    nameOf(entry, language),
    portalText(entry.by) ?? '',
    entry.address ?? '',
    portalText(entry) ?? '',
    details.join('; '),
    entry.type,
    entry.entryId,
  ]
}

/** As a spreadsheet of that language reads and writes it. */
function written(at: string, reader: FileReader): string {
  const [day = '', time = ''] = wallDate(at, reader).toISOString().slice(0, 19).split('T')
  const shown = reader.language === 'en' ? day : day.split('-').toReversed().join('.')
  return `${shown} ${time}`
}

/** A spreadsheet's date has no zone: the wall time of the desk, in whole seconds. */
function wallDate(at: string, { timeZone }: FileReader): Date {
  const instant = Math.floor(Date.parse(at) / 1000) * 1000
  return new Date(wallOfInstant(zoneTable(timeZone, instant, instant), instant))
}

/** RFC 4180: every cell quoted, a quote doubled, lines end with CRLF. */
function lineOf(cells: readonly string[], language: Language): string {
  const quoted = cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`)
  return `${quoted.join(separators[language])}\r\n`
}

/** A spreadsheet takes what begins like this for a formula and runs it, quoted or not; behind an apostrophe it is a text. */
function harmless(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell
}
