import * as v from 'valibot'
import { calendar } from '../calendar/types.ts'
import { instant, namedInstant, person, shortText, userId } from '../common.ts'
import type { Category } from '../regulations/base.types.ts'
import { deskRole } from '../session.ts'
import { duty, dutyRota, shift } from './duty.types.ts'

export const assignmentModes = ['manual', 'roundRobin', 'leastLoaded'] as const
export type AssignmentMode = (typeof assignmentModes)[number]

export const skill = v.pipe(shortText, v.maxLength(40))
const skills = v.pipe(v.array(skill), v.maxLength(30))

/** Wall times of the desk's zone by weekday, as calendars have them. */
export const weekly = calendar.entries.weekly
export type Weekly = v.InferOutput<typeof weekly>

/** Which skill a ticket of a category asks for; one that is left out asks for none. */
export const skillOf = v.strictObject({
  incident: v.optional(skill),
  serviceRequest: v.optional(skill),
  informationRequest: v.optional(skill),
  changeRequest: v.optional(skill),
} satisfies Record<Category, unknown>)
export type SkillOf = v.InferOutput<typeof skillOf>

export const away = v.strictObject({ from: instant, until: v.nullable(instant) })

/** Why nobody gives this person a ticket now; null: they get some. */
export const idleReasons = ['getsNone', 'away', 'offShift'] as const
export type IdleReason = (typeof idleReasons)[number]

export const staffMember = v.strictObject({
  person,
  role: deskRole,
  getsTickets: v.boolean(),
  skills: v.array(v.string()),
  /** Null: works whenever the desk does. */
  shifts: v.nullable(weekly),
  /** Present or still to come. */
  away: v.nullable(away),
  idle: v.nullable(v.picklist(idleReasons)),
  openTickets: v.number(),
  /** T10: where the client of a special request reaches them for details; null: nobody has named it. */
  phone: v.nullable(v.string()),
})
export type StaffMember = v.InferOutput<typeof staffMember>

export const staffView = v.strictObject({
  timeZone: v.string(),
  at: instant,
  members: v.array(staffMember),
  /** What is otherwise than the weeks say and not over, in order; who is on duty now stands apart. */
  duties: v.array(duty),
  onDuty: v.nullable(person),
  rota: dutyRota,
  /** Who follows whom from now on for some weeks, without a gap. */
  shifts: v.array(shift),
  assignment: v.picklist(assignmentModes),
  skillOf,
  /** What ticket numbers begin with; it can be changed until a ticket has one (T2). */
  numbering: v.strictObject({ prefix: v.string(), isUsed: v.boolean() }),
})
export type StaffView = v.InferOutput<typeof staffView>

export const updateStaffMemberInput = v.strictObject({
  userId,
  getsTickets: v.boolean(),
  skills,
  shifts: v.nullable(weekly),
})
export type UpdateStaffMemberInput = v.InferOutput<typeof updateStaffMemberInput>
/** Without `away` the person is back. */
const namedAway = v.strictObject({ from: namedInstant, until: v.nullable(namedInstant) })
export const setAwayInput = v.strictObject({ userId, away: v.nullable(namedAway) })
/** T10: as people write it, with at least five digits. */
const phone = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(40),
  v.regex(/^\+?[\d\s().\-–]+(?:,? ?(?:доб|ext|x)\.? ?\d{1,6})?$/u),
  v.check(hasDigits, 'is no phone'),
)
function hasDigits(text: string): boolean {
  return text.replaceAll(/\D/g, '').length >= 5
}
export const setPhoneInput = v.strictObject({ userId, phone: v.nullable(phone) })
/** T2: two to five Latin letters; typed in lower case it is the same. */
export const numberPrefix = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2,5}$/))
export const setNumberPrefixInput = v.strictObject({ prefix: numberPrefix })
export const setAssignmentInput = v.strictObject({ assignment: v.picklist(assignmentModes), skillOf })
