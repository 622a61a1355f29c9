import type { AuditKind } from '../audit/kinds.types.ts'
import type { ticketEvents } from './events.ts'

/** What the owner's log tells of locks of tickets, of files, of quick replies and of access, by kind. */
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
  'access.asked': 'access',
  'access.given': 'access',
  'access.refused': 'access',
  'access.looked': 'access',
  'access.ended': 'access',
  'access.confirmed': 'access',
  'access.reminded': 'access',
  'remote.started': 'access',
  'remote.ended': 'access',
} as const satisfies Partial<Record<keyof typeof ticketEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const ticketFacts = [
  'tickets',
  'numbers',
  'lockReason',
  'daysFrom',
  'daysTo',
  'replyTitle',
  'accessKind',
  'remoteTool',
] as const
