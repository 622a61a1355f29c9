import type { AuditKind } from '../audit/kinds.types.ts'
import type { channelEvents } from './events.ts'

/** What the owner's log tells of channels, by kind. */
export const channelActs = {
  'channel.added': 'access',
  'channel.changed': 'access',
  'channel.removed': 'access',
  'channel.paused': 'settings',
  'channel.resumed': 'settings',
  'channel.works': 'settings',
  'channel.broke': 'settings',
} as const satisfies Record<keyof typeof channelEvents, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const channelFacts = ['mailbox'] as const
