import { catalogue } from './common.ts'
import type { RefusalCode } from './refusals.ts'
import { announcementRefusalTexts } from './announcements/refusals.texts.ts'
import { identificationRefusalTexts } from './identification/refusals.texts.ts'
import { assistantRefusalTexts } from './assistant/refusals.texts.ts'
import { billingRefusalTexts } from './billing/refusals.texts.ts'
import { channelRefusalTexts } from './channels/refusals.texts.ts'
import { connectionRefusalTexts } from './connections/refusals.texts.ts'
import { couponRefusalTexts } from './coupons/refusals.texts.ts'
import { deskRefusalTexts } from './desks/refusals.texts.ts'
import { knowledgeRefusalTexts } from './knowledge/refusals.texts.ts'
import { monitoringRefusalTexts } from './monitoring/refusals.texts.ts'
import { notificationRefusalTexts } from './notifications/refusals.texts.ts'
import { platformRefusalTexts } from './platform/refusals.texts.ts'
import { portalRefusalTexts } from './portals/refusals.texts.ts'
import { regulationRefusalTexts } from './regulations/refusals.texts.ts'
import { ticketRefusalTexts } from './tickets/refusals.texts.ts'

/** Words for every expected "no" of the product. A code without words does not compile. */
export const refusalTexts = catalogue({
  ru: {
    ...platformRefusalTexts.texts.ru,
    ...portalRefusalTexts.texts.ru,
    ...deskRefusalTexts.texts.ru,
    ...connectionRefusalTexts.texts.ru,
    ...regulationRefusalTexts.texts.ru,
    ...ticketRefusalTexts.texts.ru,
    ...billingRefusalTexts.texts.ru,
    ...notificationRefusalTexts.texts.ru,
    ...announcementRefusalTexts.texts.ru,
    ...monitoringRefusalTexts.texts.ru,
    ...channelRefusalTexts.texts.ru,
    ...couponRefusalTexts.texts.ru,
    ...knowledgeRefusalTexts.texts.ru,
    ...assistantRefusalTexts.texts.ru,
    ...identificationRefusalTexts.texts.ru,
  } satisfies Record<RefusalCode, string>,
  uk: {
    ...platformRefusalTexts.texts.uk,
    ...portalRefusalTexts.texts.uk,
    ...deskRefusalTexts.texts.uk,
    ...connectionRefusalTexts.texts.uk,
    ...regulationRefusalTexts.texts.uk,
    ...ticketRefusalTexts.texts.uk,
    ...billingRefusalTexts.texts.uk,
    ...notificationRefusalTexts.texts.uk,
    ...announcementRefusalTexts.texts.uk,
    ...monitoringRefusalTexts.texts.uk,
    ...channelRefusalTexts.texts.uk,
    ...couponRefusalTexts.texts.uk,
    ...knowledgeRefusalTexts.texts.uk,
    ...assistantRefusalTexts.texts.uk,
    ...identificationRefusalTexts.texts.uk,
  },
  en: {
    ...platformRefusalTexts.texts.en,
    ...portalRefusalTexts.texts.en,
    ...deskRefusalTexts.texts.en,
    ...connectionRefusalTexts.texts.en,
    ...regulationRefusalTexts.texts.en,
    ...ticketRefusalTexts.texts.en,
    ...billingRefusalTexts.texts.en,
    ...notificationRefusalTexts.texts.en,
    ...announcementRefusalTexts.texts.en,
    ...monitoringRefusalTexts.texts.en,
    ...channelRefusalTexts.texts.en,
    ...couponRefusalTexts.texts.en,
    ...knowledgeRefusalTexts.texts.en,
    ...assistantRefusalTexts.texts.en,
    ...identificationRefusalTexts.texts.en,
  },
})
