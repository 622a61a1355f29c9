import type { AuditKind } from '../audit/kinds.types.ts'
import type { announcementEvents } from './events.ts'

/** What the owner's log tells of announcements, by kind. */
export const announcementActs = {
  'announcement.published': 'settings',
  'announcement.updated': 'settings',
  'announcement.ended': 'settings',
  'announcement.overdue': 'settings',
  'holiday.declined': 'settings',
  'holiday.proposedAgain': 'settings',
} as const satisfies Partial<Record<keyof typeof announcementEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const announcementFacts = ['announcement', 'announcementKind', 'announcementSeverity'] as const
