import { announcementRefusals } from './announcements/refusals.ts'
import { identificationRefusals } from './identification/refusals.ts'
import { assistantRefusals } from './assistant/refusals.ts'
import { billingRefusals } from './billing/refusals.ts'
import { channelRefusals } from './channels/refusals.ts'
import { connectionRefusals } from './connections/refusals.ts'
import { couponRefusals } from './coupons/refusals.ts'
import { deskRefusals } from './desks/refusals.ts'
import { knowledgeRefusals } from './knowledge/refusals.ts'
import { monitoringRefusals } from './monitoring/refusals.ts'
import { notificationRefusals } from './notifications/refusals.ts'
import { platformRefusals } from './platform/refusals.ts'
import { portalRefusals } from './portals/refusals.ts'
import { regulationRefusals } from './regulations/refusals.ts'
import { ticketRefusals } from './tickets/refusals.ts'

/** Every expected "no" of the product with the HTTP status it travels under. Its words stand beside it, in `refusals.texts.ts`. */
const statusByCode = {
  ...platformRefusals,
  ...portalRefusals,
  ...deskRefusals,
  ...connectionRefusals,
  ...regulationRefusals,
  ...ticketRefusals,
  ...billingRefusals,
  ...notificationRefusals,
  ...announcementRefusals,
  ...monitoringRefusals,
  ...channelRefusals,
  ...couponRefusals,
  ...knowledgeRefusals,
  ...assistantRefusals,
  ...identificationRefusals,
} as const

export type RefusalCode = keyof typeof statusByCode

export const refusalStatus: Readonly<Record<RefusalCode, number>> = statusByCode

export const refusalCodes: readonly RefusalCode[] = Object.keys(statusByCode).filter(isRefusalCode)

export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(statusByCode, text)
}
