import type { AuditEntry } from '#contract/audit/types.ts'
import { factTexts } from '#contract/audit/facts.texts.ts'
import { kindTexts } from '#contract/audit/kinds.texts.ts'
import { factTextsOf, nameOf, sentenceOf } from '#contract/audit/texts.ts'
import type { Language } from '#contract/common.ts'

const headers: readonly Readonly<Record<Language, string>>[] = [
  { ru: 'Когда', uk: 'Коли', en: 'When' },
  { ru: 'О чём', uk: 'Про що', en: 'About' },
  { ru: 'Действие', uk: 'Дія', en: 'Act' },
  { ru: 'Кто', uk: 'Хто', en: 'Who' },
  { ru: 'Портал того, кто действовал', uk: 'Портал того, хто діяв', en: 'Portal of whoever acted' },
  { ru: 'Откуда (адрес)', uk: 'Звідки (адреса)', en: 'Where from (address)' },
  { ru: 'Портал', uk: 'Портал', en: 'Portal' },
  { ru: 'Подробности', uk: 'Подробиці', en: 'Details' },
  { ru: 'Код действия', uk: 'Код дії', en: 'Code of the act' },
  { ru: 'Номер записи', uk: 'Номер запису', en: 'Number of the entry' },
]

/** UTF-8 is told from older encodings by this mark alone where a file is opened with a double click. */
const mark = '\uFEFF'

export function csvHead(language: Language): string {
  return mark + lineOf(headers.map((words) => words[language]))
}

export function csvLines(entries: readonly AuditEntry[], language: Language): string {
  return entries.map((entry) => lineOf(cellsOf(entry, language))).join('')
}

function cellsOf(entry: AuditEntry, language: Language): string[] {
  const said = factTextsOf(entry, language, (at) => at)
  const details = entry.facts.map(({ name }) => `${factTexts.texts[language][name]}: ${said[name] ?? ''}`)
  return [
    entry.at,
    kindTexts.texts[language][entry.kind],
    sentenceOf(entry, language, said),
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
