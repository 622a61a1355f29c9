import { catalogue } from '../common.ts'
import type { logActs, logFacts } from './log.types.ts'

/** What the owner's log tells of the log itself; the first sentence of which all facts are known is said. */
export const logActTexts = catalogue({
  ru: {
    'audit.exported': ['Выгружен журнал, записей: {rows}'],
  } satisfies Record<keyof typeof logActs, readonly string[]>,
  uk: {
    'audit.exported': ['Вивантажено журнал, записів: {rows}'],
  },
  en: {
    'audit.exported': ['Audit log exported, entries: {rows}'],
  },
})

/** How each fact is called beside its value. */
export const logFactTexts = catalogue({
  ru: {
    fileFormat: 'Вид файла',
    rows: 'Записей',
    narrowedTo: 'Только',
    narrowedFrom: 'С',
    narrowedUntil: 'По',
    narrowedBy: 'Также отобрано',
  } satisfies Record<(typeof logFacts)[number], string>,
  uk: {
    fileFormat: 'Вид файла',
    rows: 'Записів',
    narrowedTo: 'Лише',
    narrowedFrom: 'З',
    narrowedUntil: 'До',
    narrowedBy: 'Також відібрано',
  },
  en: {
    fileFormat: 'File format',
    rows: 'Entries',
    narrowedTo: 'Only',
    narrowedFrom: 'From',
    narrowedUntil: 'Until',
    narrowedBy: 'Narrowed by',
  },
})

export const narrowedByTexts = catalogue({
  ru: {
    person: 'по человеку',
    portal: 'по порталу',
    search: 'по словам',
  },
  uk: {
    person: 'за людиною',
    portal: 'за порталом',
    search: 'за словами',
  },
  en: {
    person: 'person',
    portal: 'portal',
    search: 'words',
  },
})
