import type { AuditEntry } from '#contract/audit/types.ts'
import { factTexts } from '#contract/audit/facts.texts.ts'
import { kindTexts } from '#contract/audit/kinds.texts.ts'
import { factTextsOf, nameOf, portalText, sentenceOf, type FactWriting } from '#contract/audit/texts.ts'
import type { Language } from '#contract/common.ts'
import { wallDate, writtenInstant } from '#server/calendar/wallDate.ts'
import { csvLine, csvMark } from '#server/platform/files/csv.ts'
import type { XlsxCell, XlsxSheet } from '#server/platform/files/xlsx.ts'
import { auditHeaders, auditSheetNames } from './audit.texts.ts'

/** D9: whose file it is: their language, the desk's zone, and what its plans are called. */
export type FileReader = { language: Language; timeZone: string; plans: FactWriting['plans'] }

const dateFormats: Readonly<Record<Language, string>> = {
  ru: 'dd.mm.yyyy hh:mm:ss',
  uk: 'dd.mm.yyyy hh:mm:ss',
  en: 'yyyy-mm-dd hh:mm:ss',
}
const widths = [21, 16, 70, 26, 26, 18, 26, 60, 26, 12]

export function csvHead(reader: FileReader): string {
  return csvMark + csvLine(headersOf(reader), reader.language)
}

export function csvLines(entries: readonly AuditEntry[], reader: FileReader): string {
  return entries
    .map((entry) => csvLine([writtenInstant(entry.at, reader), ...cellsOf(entry, reader)], reader.language))
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
      return [wallDate(entry.at, reader.timeZone), ...texts.slice(0, -1), Number(entry.entryId)]
    })
  }
}

function headersOf({ language, timeZone }: FileReader): string[] {
  return auditHeaders.map((texts) => texts[language].replace('{timeZone}', timeZone))
}

/** All but when. */
function cellsOf(entry: AuditEntry, reader: FileReader): string[] {
  const { language, plans } = reader
  const named = factTextsOf(entry, language, { instant: (at) => writtenInstant(at, reader), plans })
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
