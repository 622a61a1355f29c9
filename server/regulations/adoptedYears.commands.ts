import { broughtBy, officialVersion, type OfficialYear } from '#server/calendar/officialYears.ts'
import { theSystem } from '#server/platform/actor.ts'
import { append, type Entry } from '#server/platform/journal/journal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { insertAdopted, listDesksOf } from './adoptedYears.sql.ts'

/**
 * S1: the official years of this release become those that promises go by, as the product's own act, once for all servers. The log
 * of every desk whose calendars have that country says so. Returns these desks, whose open tickets go by it from now on.
 */
export async function adoptOfficialYears(unit: UnitOfWork): Promise<string[]> {
  const versions = Array.from({ length: officialVersion }, (_, index) => index + 1)
  const fresh = (await insertAdopted(unit, versions)).flatMap((version) => [...broughtBy(version)])
  if (fresh.length === 0) return []
  const desks = await listDesksOf(unit.tx, [...new Set(fresh.map(({ country }) => country))])
  await append(
    unit,
    desks.flatMap(({ deskId, memberId, country }) =>
      fresh.filter((one) => one.country === country).map((one) => adopted(one, deskId, memberId)),
    ),
  )
  return [...new Set(desks.map(({ deskId }) => deskId))]
}

function adopted({ country, year, since }: OfficialYear, deskId: string, memberId: string): Entry<'calendar.adopted'> {
  return { type: 'calendar.adopted', actor: theSystem, memberId, deskId, payload: { country, year, version: since } }
}
