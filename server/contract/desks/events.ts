import * as v from 'valibot'
import { deskKind, deskRole } from '../session.ts'
import { assignmentModes, skillOf, weekly } from './types.ts'

const role = v.nullable(deskRole)
const assignment = v.picklist(assignmentModes)
const named = { userId: v.number(), name: v.string() }
const duty = v.object({ ...named, dutyId: v.string(), from: v.string(), until: v.string() })

/** The desk itself and its staff. */
export const deskEvents = {
  'desk.opened': { payload: v.object({ name: v.string(), kind: deskKind }), changes: ['me', 'staff', 'regulation'] },
  'desk.renamed': { payload: v.object({ from: v.string(), to: v.string() }), changes: ['me', 'staff'] },
  'desk.prefixSet': { payload: v.object({ from: v.string(), to: v.string() }), changes: ['staff'] },
  'desk.staffSet': { payload: v.object({ ...named, from: role, to: role }), changes: ['me', 'staff'] },
  'desk.staffArranged': {
    payload: v.object({
      ...named,
      getsTickets: v.boolean(),
      skills: v.array(v.string()),
      shifts: v.nullable(v.object(weekly.entries)),
    }),
    changes: ['staff'],
  },
  /** T10: the number itself stands with the person alone. */
  'desk.phoneSet': { payload: v.object({ ...named, isSet: v.boolean() }), changes: ['staff', 'coupons'] },
  'desk.awaySet': {
    payload: v.object({ ...named, from: v.nullable(v.string()), until: v.nullable(v.string()) }),
    changes: ['staff'],
  },
  'desk.dutyAdded': { payload: duty, changes: ['staff'] },
  'desk.dutyRemoved': { payload: duty, changes: ['staff'] },
  /** The other kind of what is otherwise than the weeks say. */
  'desk.dutyAwayAdded': { payload: duty, changes: ['staff'] },
  'desk.dutyAwayRemoved': { payload: duty, changes: ['staff'] },
  'desk.dutyRotaSet': {
    payload: v.object({
      people: v.array(v.number()),
      names: v.array(v.string()),
      weekday: v.number(),
      time: v.string(),
      confirmMinutes: v.number(),
    }),
    changes: ['staff'],
  },
  'desk.assignmentSet': {
    payload: v.object({ from: assignment, to: assignment, skillOf: v.object(skillOf.entries) }),
    changes: ['staff'],
  },
} as const
