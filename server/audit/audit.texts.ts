import type { Language } from '#contract/common.ts'

/** The first line of the exported log. */
export const auditHeaders: readonly Readonly<Record<Language, string>>[] = [
  { ru: 'Когда ({timeZone})', uk: 'Коли ({timeZone})', en: 'When ({timeZone})' },
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

/** The name of the sheet with the log. */
export const auditSheetNames: Readonly<Record<Language, string>> = { ru: 'Журнал', uk: 'Журнал', en: 'Log' }
