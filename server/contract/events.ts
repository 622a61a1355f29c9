import type * as v from 'valibot'
import { announcementEvents } from './announcements/events.ts'
import { identificationEvents } from './identification/events.ts'
import { assistantEvents } from './assistant/events.ts'
import { auditEvents } from './audit/events.ts'
import { billingEvents } from './billing/events.ts'
import { channelEvents } from './channels/events.ts'
import { connectionEvents } from './connections/events.ts'
import { couponEvents } from './coupons/events.ts'
import { deskEvents } from './desks/events.ts'
import { knowledgeEvents } from './knowledge/events.ts'
import { monitoringEvents } from './monitoring/events.ts'
import { portalEvents } from './portals/events.ts'
import { regulationEvents } from './regulations/events.ts'
import { slaEvents } from './sla/events.ts'
import { ticketEvents } from './tickets/events.ts'
import type { ChangedThing } from './realtime.ts'

/**
 * Everything that is appended to the journal, and what each entry keeps, as it lies in the database. The journal only grows, so
 * each schema also takes what was appended by any release before this one: a key that came later has a default, and none is strict.
 * `changes`: what besides the ticket itself is another thing from then on, so that the pages that show it read it anew.
 */
export const journalEvents = {
  ...portalEvents,
  ...deskEvents,
  ...regulationEvents,
  ...connectionEvents,
  ...ticketEvents,
  ...slaEvents,
  ...billingEvents,
  ...announcementEvents,
  ...monitoringEvents,
  ...channelEvents,
  ...auditEvents,
  ...couponEvents,
  ...knowledgeEvents,
  ...assistantEvents,
  ...identificationEvents,
} as const satisfies Record<string, { payload: v.GenericSchema; changes: readonly ChangedThing[] }>

export type JournalEventType = keyof typeof journalEvents
export type JournalPayload<Type extends JournalEventType> = v.InferOutput<(typeof journalEvents)[Type]['payload']>

/** A type and its payload; of several types a union, which `type` tells apart. */
export type JournalEvent<Type extends JournalEventType = JournalEventType> = {
  [Name in Type]: { type: Name; payload: JournalPayload<Name> }
}[Type]
