import { phaseOf } from '#contract/announcements/shown.types.ts'
import type { PublicEntry, PublicStatus } from '#contract/monitoring/types.ts'
import { listPublic } from '#server/announcements/announcements.queries.ts'
import { findDesk } from '#server/desks/desks.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { listComponents } from './components.sql.ts'
import { historyDays, lastDays, lettersOf } from './domain/history.ts'
import { shownSince, stateOf } from './domain/monitor.ts'
import { listIncidents } from './incidents.sql.ts'

const dayMilliseconds = 86_400_000

/** D3: everything that everybody may know of a desk, and nothing else: no clients, no tickets, no numbers of either. */
export async function readPublicStatus({ tx, at }: ReadAt, deskId: string): Promise<PublicStatus | null> {
  const desk = await findDesk(tx, deskId)
  if (desk === null) return null
  const timeZone = await findDeskTimeZone(tx, deskId, at)
  const components = (await listComponents(tx, deskId)).filter(({ isPublic }) => isPublic)
  const since = new Date(at.getTime() - (historyDays + 1) * dayMilliseconds)
  const ids = components.map(({ componentId }) => componentId)
  const incidents = await listIncidents(tx, ids, since)
  const ofSystem = incidents.map(({ incidentId }) => incidentId)
  const days = lastDays(timeZone, at)
  return {
    desk: desk.name,
    at: at.toISOString(),
    timeZone,
    components: components.map(({ componentId, title, state, firstHeardAt }) => {
      const own = incidents.filter((one) => one.componentId === componentId)
      const letters = lettersOf(days, { incidents: own, firstHeardAt })
      return { title, state: stateOf(state), since: isoOf(shownSince(state)), days: letters }
    }),
    entries: (await listPublic({ tx, at }, { deskId, ofSystem })).flatMap((row): PublicEntry[] => {
      const { kind, startsAt, until, endedAt, said } = row
      if (kind !== 'incident' && kind !== 'maintenance') return []
      const window = { kind, from: startsAt.toISOString(), until: isoOf(until), endedAt: isoOf(endedAt) }
      const updates = said.map((one) => {
        return { at: new Date(one.at).toISOString(), severity: one.severity, title: one.title, body: one.body }
      })
      return [{ ...window, phase: phaseOf(window, at), updates }]
    }),
  }
}

function isoOf(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
