import type { AuditKind } from '../audit/kinds.types.ts'
import type { slaEvents } from './events.ts'

/** What the owner's log tells of clocks, by kind. */
export const slaActs = {
  'evidence.exported': 'exports',
} as const satisfies Partial<Record<keyof typeof slaEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const slaFacts = ['ticketNumber'] as const
