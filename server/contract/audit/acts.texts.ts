import { catalogue } from '../common.ts'
import { announcementActTexts } from '../announcements/audit.texts.ts'
import { billingActTexts } from '../billing/audit.texts.ts'
import { channelActTexts } from '../channels/audit.texts.ts'
import { identificationActTexts } from '../identification/audit.texts.ts'
import { connectionActTexts } from '../connections/audit.texts.ts'
import { couponActTexts } from '../coupons/audit.texts.ts'
import { deskActTexts } from '../desks/audit.texts.ts'
import { knowledgeActTexts } from '../knowledge/audit.texts.ts'
import { monitoringActTexts } from '../monitoring/audit.texts.ts'
import { regulationActTexts } from '../regulations/audit.texts.ts'
import { slaActTexts } from '../sla/audit.texts.ts'
import { ticketActTexts } from '../tickets/audit.texts.ts'
import { logActTexts } from './log.texts.ts'
import type { AuditAct } from './types.ts'

/** Every act in a sentence, here because the page and the file that the server writes say the same. */
export const actTexts = catalogue({
  ru: {
    ...connectionActTexts.texts.ru,
    ...regulationActTexts.texts.ru,
    ...deskActTexts.texts.ru,
    ...ticketActTexts.texts.ru,
    ...billingActTexts.texts.ru,
    ...slaActTexts.texts.ru,
    ...announcementActTexts.texts.ru,
    ...monitoringActTexts.texts.ru,
    ...channelActTexts.texts.ru,
    ...identificationActTexts.texts.ru,
    ...knowledgeActTexts.texts.ru,
    ...couponActTexts.texts.ru,
    ...logActTexts.texts.ru,
  } satisfies Record<AuditAct, readonly string[]>,
  uk: {
    ...connectionActTexts.texts.uk,
    ...regulationActTexts.texts.uk,
    ...deskActTexts.texts.uk,
    ...ticketActTexts.texts.uk,
    ...billingActTexts.texts.uk,
    ...slaActTexts.texts.uk,
    ...announcementActTexts.texts.uk,
    ...monitoringActTexts.texts.uk,
    ...channelActTexts.texts.uk,
    ...identificationActTexts.texts.uk,
    ...knowledgeActTexts.texts.uk,
    ...couponActTexts.texts.uk,
    ...logActTexts.texts.uk,
  },
  en: {
    ...connectionActTexts.texts.en,
    ...regulationActTexts.texts.en,
    ...deskActTexts.texts.en,
    ...ticketActTexts.texts.en,
    ...billingActTexts.texts.en,
    ...slaActTexts.texts.en,
    ...announcementActTexts.texts.en,
    ...monitoringActTexts.texts.en,
    ...channelActTexts.texts.en,
    ...identificationActTexts.texts.en,
    ...knowledgeActTexts.texts.en,
    ...couponActTexts.texts.en,
    ...logActTexts.texts.en,
  },
})

/** What a release after this one has told, and who does what happens by itself. */
export const otherActTexts = catalogue({
  ru: { unknown: 'Действие {type}', system: 'Система' },
  uk: { unknown: 'Дія {type}', system: 'Система' },
  en: { unknown: 'Act {type}', system: 'The system' },
})
