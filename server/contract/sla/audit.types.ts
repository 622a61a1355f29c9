import type { AuditKind } from '../audit/kinds.types.ts'

/** What the owner's log tells of clocks, by kind. */
export const slaActs = {
  'evidence.exported': 'exports',
} as const satisfies Record<string, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const slaFacts = ['ticketNumber'] as const
