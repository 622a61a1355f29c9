import type { Reader } from '#server/platform/db/db.ts'
import { prepareCalendar, whereComputable } from '#server/calendar/calendar.ts'
import { promisedCalendars, type Regulation } from '#server/regulations/domain/document.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'
import { aheadMilliseconds, uncoveredPromises, type PromisedPeople, type Uncovered } from './domain/coverage.ts'
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
  const [workers, rota, timeZone] = await Promise.all([
    listWorkers(db, deskId),
    findRota(db, deskId, at),
    findDeskTimeZone(db, deskId, at),
  ])
  const shifts = shiftsBetween(rota, at, new Date(at.getTime() + aheadMilliseconds))
  const duties = shifts.filter(({ onDuty }) => onDuty !== null)
  // A calendar that nobody can compute is said where it is mended.
  return whereComputable(() => uncoveredPromises(promisedPeople(regulation), { workers, duties, timeZone }, at)) ?? []
}

function promisedPeople(regulation: Regulation): PromisedPeople[] {
  const people = promisedCalendars(regulation).map(({ levels, calendar }) => {
    return { who: 'people' as const, levels, calendar: prepareCalendar(calendar) }
  })
  const { onDuty } = regulation
  return onDuty === null ? people : [...people, { who: 'onDuty', levels: onDuty.levels, calendar: null }]
}
