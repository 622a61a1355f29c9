import type { AuditKind } from '../audit/kinds.types.ts'
import type { connectionEvents } from './events.ts'

/** What the owner's log tells of support codes and connections, by kind. */
export const connectionActs = {
  'code.issued': 'codes',
  'code.sent': 'codes',
  'code.delivered': 'codes',
  'code.revoked': 'codes',
  'connection.made': 'connections',
  'connection.noticeGiven': 'connections',
  'connection.ended': 'connections',
  'client.named': 'connections',
  'client.managerSet': 'connections',
  'connection.versionPlanned': 'connections',
  'connection.versionBegan': 'connections',
  'connection.versionKept': 'connections',
  'conditions.exported': 'exports',
  'channels.messengerChosen': 'connections',
  'partner.asked': 'connections',
  'partner.handed': 'connections',
  'partner.recalled': 'connections',
  'partner.refused': 'connections',
  'partner.offered': 'connections',
  'partner.withdrawn': 'connections',
  'partner.found': 'connections',
  'partner.searchClosed': 'connections',
  'partner.received': 'connections',
  'partner.takenBack': 'connections',
  'partner.declined': 'connections',
  'partner.answered': 'connections',
  'partner.acceptingSet': 'connections',
} as const satisfies Partial<Record<keyof typeof connectionEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const connectionFacts = [
  'lastGroup',
  'codePortal',
  'maxUses',
  'expiresAt',
  'plans',
  'notified',
  'clientStatus',
  'endsAt',
  'endReason',
  'messengerFrom',
  'messengerTo',
  'versionFrom',
  'partnerDesk',
  'requestNumber',
  'acceptsRequests',
] as const
