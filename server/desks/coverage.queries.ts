import type { Reader } from '#server/platform/db/db.ts'
import { prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { promisedCalendars, type Regulation } from '#server/regulations/domain/document.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'
import {
  aheadMilliseconds,
  holesWithin,
  uncoveredPromises,
  type PromisedPeople,
  type Staffing,
  type Uncovered,
} from './domain/coverage.ts'
import { gapHorizonMilliseconds, gapsOf, type Gap } from './domain/rotaGaps.ts'
import { shiftsBetween } from './domain/rota.ts'
import { findRota } from './duty.queries.ts'
import { listWorkers } from './staff.sql.ts'

/** E10: what the regulation promises and nobody of the desk is there for, in the week to come. */
export async function findUncovered(
  db: Reader,
  deskId: string,
  regulation: Regulation,
  at: Date,
): Promise<Uncovered[]> {
  const staffing = await findStaffing(db, deskId, at, aheadMilliseconds)
  // A calendar that nobody can compute is said where it is mended.
  return whereComputable(() => uncoveredPromises(promisedPeople(regulation), staffing, at)) ?? []
}

/** E10: when nobody is there, as far as gaps are looked for. */
export async function findGaps(db: Reader, deskId: string, at: Date): Promise<Gap[]> {
  const { regulation } = await regulationAt(db, deskId, at)
  const staffing = await findStaffing(db, deskId, at, gapHorizonMilliseconds)
  const span = { from: at, until: new Date(at.getTime() + gapHorizonMilliseconds) }
  return whereComputable(() => gapsOf(holesWithin(promisedPeople(regulation), staffing, span), at)) ?? []
}

async function findStaffing(db: Reader, deskId: string, at: Date, milliseconds: number): Promise<Staffing> {
  const [workers, rota, timeZone] = await Promise.all([
    listWorkers(db, deskId),
    findRota(db, deskId, at),
    findDeskTimeZone(db, deskId, at),
  ])
  const shifts = shiftsBetween(rota, at, new Date(at.getTime() + milliseconds))
  return { workers, duties: shifts.filter(({ onDuty }) => onDuty !== null), timeZone }
}

function promisedPeople(regulation: Regulation): PromisedPeople[] {
  const people = promisedCalendars(regulation).map(({ levels, calendar }) => {
    return { who: 'people' as const, levels, calendar: prepareCalendar(calendar) }
  })
  const { onDuty } = regulation
  return onDuty === null ? people : [...people, { who: 'onDuty', levels: onDuty.levels, calendar: null }]
}
