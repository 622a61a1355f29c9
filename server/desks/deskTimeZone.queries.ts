import { whereComputable } from '#server/calendar/calendar.ts'
import { knownZone } from '#server/calendar/zone.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { peopleCalendar } from '#server/regulations/domain/document.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'

/** Shifts are wall times of the zone in which the desk's people answer. */
export async function findDeskTimeZone(db: Reader, deskId: string, at: Date): Promise<string> {
  const { regulation } = await regulationAt(db, deskId, at)
  return knownZone(whereComputable(() => peopleCalendar(regulation, 'professional'))?.timeZone)
}
