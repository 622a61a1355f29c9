import type { deskEvents } from '#contract/desks/events.ts'
import type { UpdateStaffMemberInput } from '#contract/desks/types.ts'
import type { JournalEvent } from '#contract/events.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { parseCalendar } from '#server/calendar/calendar.ts'
import type { Away } from './domain/availability.ts'
import * as rows from './staff.sql.ts'

/** D1: what somebody can do and when they work. */
export async function updateStaffMember(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  { userId, getsTickets, skills, shifts }: UpdateStaffMemberInput,
): Promise<void> {
  const person = await rows.lockMember(unit, deskId, userId)
  if (person === null) throw new Refusal('person_unknown')
  refuseBadShifts(shifts)
  const arranged = { getsTickets, skills: withoutRepeats(skills), shifts }
  await rows.saveArrangement(unit, deskId, userId, arranged)
  await note(unit, actor, deskId, { type: 'desk.staffArranged', payload: { userId, name: person.name, ...arranged } })
}

/** The whole calendar is checked as the one that clocks go by; the zone is the desk's and certainly known. */
function refuseBadShifts(shifts: UpdateStaffMemberInput['shifts']): void {
  if (shifts === null) return
  try {
    parseCalendar({ timeZone: 'UTC', weekly: shifts, exceptions: {} })
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('shifts_invalid', error.details)
    throw error
  }
}

function withoutRepeats(skills: readonly string[]): string[] {
  const byLetters = new Map(skills.map((skill) => [skill.toLowerCase(), skill]))
  return [...byLetters.values()].toSorted((one, other) => one.localeCompare(other))
}

/** By the person themself, or by a lead for anybody. */
export async function setAway(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  { userId, away }: { userId: number; away: Away | null },
): Promise<void> {
  if (userId !== actor.userId && actor.desk?.role === 'agent') throw new Refusal('lead_only')
  const person = await rows.lockMember(unit, deskId, userId)
  if (person === null) throw new Refusal('person_unknown')
  if (away !== null && away.until !== null && (away.until <= away.from || away.until <= unit.at)) {
    throw new Refusal('date_in_past', { date: away.until.toISOString() })
  }
  await rows.saveAway(unit, deskId, userId, away)
  const span = { from: away?.from.toISOString() ?? null, until: away?.until?.toISOString() ?? null }
  await note(unit, actor, deskId, { type: 'desk.awaySet', payload: { userId, name: person.name, ...span } })
}

/** T10: by the person themself, or by a lead for anybody; null takes it away. */
export async function setPhone(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  { userId, phone }: { userId: number; phone: string | null },
): Promise<void> {
  if (userId !== actor.userId && actor.desk?.role === 'agent') throw new Refusal('lead_only')
  const person = await rows.lockMember(unit, deskId, userId)
  if (person === null) throw new Refusal('person_unknown')
  await rows.savePhone(unit, deskId, userId, phone)
  const payload = { userId, name: person.name, isSet: phone !== null }
  await note(unit, actor, deskId, { type: 'desk.phoneSet', payload })
}

/** S7: how this desk's tickets find their agent. */
export async function setAssignment(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  setting: rows.AssignmentSetting,
): Promise<void> {
  await rows.lockAssignment(unit, deskId)
  const before = await rows.findAssignment(unit.tx, deskId)
  await rows.saveAssignment(unit, deskId, setting)
  const change = { from: before.assignment, to: setting.assignment, skillOf: setting.skillOf }
  await note(unit, actor, deskId, { type: 'desk.assignmentSet', payload: change })
}

async function note<Type extends keyof typeof deskEvents>(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  event: JournalEvent<Type>,
) {
  await append(unit, [{ ...event, actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId }])
}
