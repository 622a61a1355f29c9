import type { AuditKind } from '../audit/kinds.types.ts'
import type { identificationEvents } from './events.ts'

/** What the owner's log tells of messengers' accounts, by kind. */
export const identificationActs = {
  'messenger.joined': 'access',
  'messenger.left': 'access',
} as const satisfies Record<keyof typeof identificationEvents, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const identificationFacts = ['messenger', 'messengerOf'] as const
