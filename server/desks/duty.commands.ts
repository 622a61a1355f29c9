import type { SaveDutyRotaInput } from '#contract/desks/duty.types.ts'
import type { deskEvents } from '#contract/desks/events.ts'
import type { JournalEvent } from '#contract/events.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'
import { newestHandOver } from './domain/rota.ts'
import * as rows from './duty.sql.ts'
import { lockMember } from './staff.sql.ts'

const mostDuties = 500

/** T12: whose weeks follow whose. The first one is on duty from the newest hand-over on, which is to say now. */
export async function saveDutyRota(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  { version, people, weekday, time, confirmMinutes }: SaveDutyRotaInput,
): Promise<void> {
  const present = new Map((await rows.listPresent(unit.tx, deskId, people)).map((one) => [one.userId, one.name]))
  const names = people.flatMap((userId) => present.get(userId) ?? [])
  if (names.length < people.length) throw new Refusal('person_unknown')
  const handOver = minutesOf(time)
  const firstDay = newestHandOver(await findDeskTimeZone(unit.tx, deskId, unit.at), { weekday, handOver }, unit.at)
  if (!(await rows.saveRota(unit, deskId, { version, people, firstDay, handOver, confirmMinutes }))) {
    throw new Refusal('rota_changed')
  }
  const payload = { people, names, weekday, time, confirmMinutes }
  await note(unit, actor, deskId, { type: 'desk.dutyRotaSet', payload })
}

/** Somebody stands in, or cannot be on duty, for a while. */
export async function addDuty(unit: UnitOfWork, actor: Actor, deskId: string, duty: rows.KindOfDuty): Promise<void> {
  const person = await lockMember(unit, deskId, duty.userId)
  if (person === null) throw new Refusal('person_unknown')
  if (duty.until <= duty.from || duty.until <= unit.at) {
    throw new Refusal('date_in_past', { date: duty.until.toISOString() })
  }
  const known = await rows.listDuties(unit.tx, deskId, unit.at)
  if (known.length >= mostDuties) throw new Refusal('too_many_duties', { most: mostDuties })
  if (!(await rows.insertDuty(unit, deskId, duty, actor.name))) {
    if (!(await rows.isKnownDuty(unit.tx, deskId, duty))) throw new Refusal('id_used')
    return
  }
  const type = duty.kind === 'standIn' ? 'desk.dutyAdded' : 'desk.dutyAwayAdded'
  await note(unit, actor, deskId, { type, payload: dutyPayload(duty, person.name) })
}

export async function removeDuty(unit: UnitOfWork, actor: Actor, deskId: string, dutyId: string): Promise<void> {
  const userId = await rows.findDutyOf(unit.tx, deskId, dutyId)
  const person = userId === null ? null : await lockMember(unit, deskId, userId)
  const removed = await rows.deleteDuty(unit, deskId, dutyId)
  if (removed === null) throw new Refusal('not_found')
  const type = removed.kind === 'standIn' ? 'desk.dutyRemoved' : 'desk.dutyAwayRemoved'
  await note(unit, actor, deskId, { type, payload: dutyPayload(removed, person?.name ?? '') })
}

function dutyPayload({ dutyId, userId, from, until }: rows.KindOfDuty, name: string) {
  return { dutyId, userId, name, from: from.toISOString(), until: until.toISOString() }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

async function note<Type extends keyof typeof deskEvents>(
  unit: UnitOfWork,
  actor: Actor,
  deskId: string,
  event: JournalEvent<Type>,
) {
  await append(unit, [{ ...event, actor: signatureOf(actor, 'desk'), memberId: actor.memberId, deskId }])
}
