import type { AuditKind } from '../audit/kinds.types.ts'
import type { monitoringEvents } from './events.ts'

/** What the owner's log tells of monitoring, by kind. */
export const monitoringActs = {
  'component.added': 'settings',
  'component.changed': 'settings',
  'component.removed': 'settings',
  'component.rotated': 'access',
  'incident.opened': 'settings',
  'incident.unstable': 'settings',
  'incident.closed': 'settings',
  'incident.silent': 'settings',
  'statusPage.set': 'settings',
} as const satisfies Record<keyof typeof monitoringEvents, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const monitoringFacts = ['component', 'rotated', 'slugFrom', 'slugTo'] as const
