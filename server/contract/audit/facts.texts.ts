import { catalogue } from '../common.ts'
import { announcementFactTexts } from '../announcements/audit.texts.ts'
import { billingFactTexts } from '../billing/audit.texts.ts'
import { channelFactTexts } from '../channels/audit.texts.ts'
import { identificationFactTexts } from '../identification/audit.texts.ts'
import { connectionFactTexts } from '../connections/audit.texts.ts'
import { deskFactTexts } from '../desks/audit.texts.ts'
import { knowledgeFactTexts } from '../knowledge/audit.texts.ts'
import { monitoringFactTexts } from '../monitoring/audit.texts.ts'
import { regulationFactTexts } from '../regulations/audit.texts.ts'
import { slaFactTexts } from '../sla/audit.texts.ts'
import { ticketFactTexts } from '../tickets/audit.texts.ts'
import { logFactTexts } from './log.texts.ts'
import type { AuditFact } from './types.ts'

/** How each fact is called beside its value. */
export const factTexts = catalogue({
  ru: {
    ...connectionFactTexts.texts.ru,
    ...regulationFactTexts.texts.ru,
    ...deskFactTexts.texts.ru,
    ...ticketFactTexts.texts.ru,
    ...billingFactTexts.texts.ru,
    ...slaFactTexts.texts.ru,
    ...announcementFactTexts.texts.ru,
    ...monitoringFactTexts.texts.ru,
    ...channelFactTexts.texts.ru,
    ...identificationFactTexts.texts.ru,
    ...knowledgeFactTexts.texts.ru,
    ...logFactTexts.texts.ru,
  } satisfies Record<AuditFact, string>,
  uk: {
    ...connectionFactTexts.texts.uk,
    ...regulationFactTexts.texts.uk,
    ...deskFactTexts.texts.uk,
    ...ticketFactTexts.texts.uk,
    ...billingFactTexts.texts.uk,
    ...slaFactTexts.texts.uk,
    ...announcementFactTexts.texts.uk,
    ...monitoringFactTexts.texts.uk,
    ...channelFactTexts.texts.uk,
    ...identificationFactTexts.texts.uk,
    ...knowledgeFactTexts.texts.uk,
    ...logFactTexts.texts.uk,
  },
  en: {
    ...connectionFactTexts.texts.en,
    ...regulationFactTexts.texts.en,
    ...deskFactTexts.texts.en,
    ...ticketFactTexts.texts.en,
    ...billingFactTexts.texts.en,
    ...slaFactTexts.texts.en,
    ...announcementFactTexts.texts.en,
    ...monitoringFactTexts.texts.en,
    ...channelFactTexts.texts.en,
    ...identificationFactTexts.texts.en,
    ...knowledgeFactTexts.texts.en,
    ...logFactTexts.texts.en,
  },
})
