import type { AuditEntry } from '#contract/audit/types.ts'
import { factTexts } from '#contract/audit/facts.texts.ts'
import { kindTexts } from '#contract/audit/kinds.texts.ts'
import { factTextsOf, nameOf, sentenceOf } from '#contract/audit/texts.ts'
import type { Language } from '#contract/common.ts'
import { auditHeaders } from './audit.texts.ts'

/** UTF-8 is distinguished from older encodings by this mark alone where a file is opened with a double click. */
const mark = '\uFEFF'

export function csvHead(language: Language): string {
  return mark + lineOf(auditHeaders.map((texts) => texts[language]))
}

export function csvLines(entries: readonly AuditEntry[], language: Language): string {
  return entries.map((entry) => lineOf(cellsOf(entry, language))).join('')
}

function cellsOf(entry: AuditEntry, language: Language): string[] {
  const named = factTextsOf(entry, language, (at) => at)
  const details = entry.facts.map(({ name }) => `${factTexts.texts[language][name]}: ${named[name] ?? ''}`)
  return [
    entry.at,
    kindTexts.texts[language][entry.kind],
    sentenceOf(entry, language, named),
    nameOf(entry, language),
    entry.by.portalName ?? '',
    entry.address ?? '',
    entry.portalName ?? '',
    details.join('; '),
    entry.type,
    entry.entryId,
  ]
}

/** RFC 4180: every cell quoted, a quote doubled, lines end with CRLF. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** A spreadsheet takes what begins like this for a formula and runs it, quoted or not; behind an apostrophe it is a text. */
function harmless(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell
}
