import type { AuditKind } from '../audit/kinds.types.ts'
import type { ticketEvents } from './events.ts'

/** What the owner's log tells of locks of tickets, of files and of quick replies, by kind. */
export const ticketActs = {
  'tickets.locked': 'tickets',
  'tickets.unlocked': 'tickets',
  'ratings.exported': 'exports',
  'letter.written': 'tickets',
  'letter.answered': 'tickets',
  'letter.confirmed': 'tickets',
  'letter.late': 'tickets',
  'files.keptDaysSet': 'settings',
  'reply.written': 'settings',
  'reply.changed': 'settings',
  'reply.removed': 'settings',
} as const satisfies Partial<Record<keyof typeof ticketEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const ticketFacts = ['tickets', 'numbers', 'lockReason', 'daysFrom', 'daysTo', 'replyTitle'] as const
