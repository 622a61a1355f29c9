import type { auditEvents } from './events.ts'
import type { AuditKind } from './kinds.types.ts'

/** What the owner's log tells of the log itself, by kind. */
export const logActs = {
  'audit.exported': 'exports',
} as const satisfies Record<keyof typeof auditEvents, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const logFacts = ['fileFormat', 'rows', 'narrowedTo', 'narrowedFrom', 'narrowedUntil', 'narrowedBy'] as const
