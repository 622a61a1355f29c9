import { usualConfirmMinutes } from '#contract/desks/duty.types.ts'
import type { Person } from '#contract/common.ts'
import type { DeskRole } from '#contract/session.ts'
import { DAY } from '#server/calendar/seconds.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { listStaff } from './desks.sql.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'
import { inOrder, onDutyUntil, type Rota } from './domain/rota.ts'
import * as rows from './duty.sql.ts'

/** So far ahead the rota is shown and looked through. */
export const rotaAheadMilliseconds = 8 * 7 * DAY

/** A desk's rota as it is at this instant, with what is still to come (T12). */
export async function findRota(db: Reader, deskId: string, at: Date): Promise<Rota> {
  const [stored, duties, absences, timeZone] = await Promise.all([
    rows.findStoredRota(db, deskId),
    rows.listDuties(db, deskId, at),
    rows.listAbsences(db, deskId),
    findDeskTimeZone(db, deskId, at),
  ])
  const present = new Set((await rows.listPresent(db, deskId, stored?.people ?? [])).map(({ userId }) => userId))
  // Who has left the desk keeps their place, so that nobody else's week moves; the next one stands in.
  const gone = (stored?.people ?? []).filter((userId) => !present.has(userId))
  const forGood = gone.map((userId) => ({ userId, from: new Date(0), until: null }))
  return {
    weeks: stored,
    timeZone,
    standIns: duties.filter(({ kind }) => kind === 'standIn'),
    absences: [...absences, ...duties.filter(({ kind }) => kind === 'away'), ...forGood],
  }
}

/** Who is asked in turn when something is to be taken on duty now (T12); the first one is on duty. */
export async function findDutyOrder(db: Reader, deskId: string, at: Date): Promise<number[]> {
  return inOrder(await findRota(db, deskId, at), at).map(({ userId }) => userId)
}

/** T10, T12: who is on duty at this instant and not away; null: nobody. */
export async function findOnDuty(db: Reader, deskId: string, at: Date): Promise<number | null> {
  return (await findDutyOrder(db, deskId, at))[0] ?? null
}

/** T12: who can be paged now, those who lead and own the desk besides, and how long each step of a page waits. */
export async function findDutyLadder(
  db: Reader,
  deskId: string,
  at: Date,
): Promise<{ order: number[]; leads: number[]; owners: number[]; confirmMinutes: number }> {
  const [order, stored, staff] = await Promise.all([
    findDutyOrder(db, deskId, at),
    rows.findStoredRota(db, deskId),
    listStaff(db, deskId),
  ])
  const idsOf = (role: DeskRole) => staff.filter((one) => one.role === role).map(({ person }) => person.userId)
  return {
    order,
    leads: idsOf('lead'),
    owners: idsOf('owner'),
    confirmMinutes: stored?.confirmMinutes ?? usualConfirmMinutes,
  }
}

/** Who is on duty, and until when as far as is known; null: nobody. Undefined: this desk keeps no rota at all. */
export type OnDutyNow = { person: Person; until: Date | null } | null | undefined

export async function findOnDutyNow(db: Reader, deskId: string, at: Date): Promise<OnDutyNow> {
  const rota = await findRota(db, deskId, at)
  const [now] = inOrder(rota, at)
  if (now === undefined) return hasWeeks(rota) || rota.standIns.length > 0 ? null : undefined
  const [person] = await rows.listPresent(db, deskId, [now.userId])
  if (person === undefined) return null
  return { person, until: onDutyUntil(rota, at, new Date(at.getTime() + rotaAheadMilliseconds)) }
}

function hasWeeks({ weeks }: Rota): boolean {
  return weeks !== null && weeks.people.length > 0
}
