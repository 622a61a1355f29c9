import { catalogue } from '../common.ts'
import type { slaActs, slaFacts } from './audit.types.ts'

/** What the owner's log tells of clocks; the first sentence of which all facts are known is said. */
export const slaActTexts = catalogue({
  ru: {
    'evidence.exported': ['Выгружен расчёт сроков по обращению {ticketNumber}'],
  } satisfies Record<keyof typeof slaActs, readonly string[]>,
  uk: {
    'evidence.exported': ['Вивантажено розрахунок строків за зверненням {ticketNumber}'],
  },
  en: {
    'evidence.exported': ['The time evidence of ticket {ticketNumber} exported'],
  },
})

/** How each fact is called beside its value. */
export const slaFactTexts = catalogue({
  ru: {
    ticketNumber: 'Обращение',
  } satisfies Record<(typeof slaFacts)[number], string>,
  uk: {
    ticketNumber: 'Звернення',
  },
  en: {
    ticketNumber: 'Ticket',
  },
})
