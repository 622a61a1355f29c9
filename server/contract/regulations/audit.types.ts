import type { AuditKind } from '../audit/kinds.types.ts'
import type { regulationEvents } from './events.ts'

/** What the owner's log tells of regulations, by kind. */
export const regulationActs = {
  'regulation.published': 'regulation',
  'regulation.withdrawn': 'regulation',
  'calendar.adopted': 'regulation',
} as const satisfies Partial<Record<keyof typeof regulationEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const regulationFacts = [
  'regulationVersion',
  'effectiveAt',
  'changedFields',
  'calendarYear',
  'calendarCountry',
] as const
