import type { AuditKind } from '../audit/kinds.types.ts'
import type { deskEvents } from './events.ts'

/** What the owner's log tells of desks and their staff, by kind. */
export const deskActs = {
  'desk.staffSet': 'staff',
  'desk.staffArranged': 'staff',
  'desk.phoneSet': 'staff',
  'desk.awaySet': 'staff',
  'desk.dutyAdded': 'staff',
  'desk.dutyRemoved': 'staff',
  'desk.dutyAwayAdded': 'staff',
  'desk.dutyAwayRemoved': 'staff',
  'desk.dutyRotaSet': 'staff',
  'desk.assignmentSet': 'settings',
  'desk.opened': 'settings',
  'desk.renamed': 'settings',
  'desk.prefixSet': 'settings',
} as const satisfies Partial<Record<keyof typeof deskEvents, AuditKind>>

/** What is known of these acts, in the order in which it is shown. */
export const deskFacts = [
  'person',
  'roleFrom',
  'roleTo',
  'getsTickets',
  'skills',
  'startsAt',
  'stopsAt',
  'dutyPeople',
  'confirmMinutes',
  'assignmentFrom',
  'assignmentTo',
  'deskName',
  'deskKind',
  'nameFrom',
  'nameTo',
  'prefixFrom',
  'prefixTo',
] as const
