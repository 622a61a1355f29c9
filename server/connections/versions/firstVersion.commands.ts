import { lockDesk } from '#server/desks/feature.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { append } from '#server/platform/journal/journal.ts'
import { worseIn } from '#server/regulations/domain/worse.ts'
import { listComingForExisting, regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { tellAt } from './moves.commands.ts'
import { insertVersions } from './versions.sql.ts'

const DAY = 86_400_000

export type MadeUnder = { connectionId: string; memberId: string; deskId: string; version: number }

/**
 * E9: a connection begins on the version under which it was made. What the desk has published for its existing clients and is still to
 * come is for this one, too: with the whole notice of its own version where it makes anything worse. It locks the desk, so it comes last.
 */
export async function beginOnVersion(
  unit: UnitOfWork,
  deps: { addJob: AddJob },
  { connectionId, memberId, deskId, version }: MadeUnder,
): Promise<void> {
  await insertVersions(unit, [{ connectionId, version, from: unit.at }])
  await lockDesk(unit, deskId)
  const coming = await listComingForExisting(unit.tx, deskId, unit.at)
  if (coming.length === 0) return
  const own = await regulationOfVersion(unit.tx, deskId, version)
  for (const next of coming) {
    const document = await regulationOfVersion(unit.tx, deskId, next.version)
    const noticeDays = worseIn(own, document).length > 0 ? own.noticeDays : 0
    const from = new Date(Math.max(next.existingFrom.getTime(), unit.at.getTime() + noticeDays * DAY))
    await insertVersions(unit, [{ connectionId, version: next.version, from }])
    await tellAt(unit, deps, deskId, from)
    const payload = { connectionId, version: next.version, from: from.toISOString() }
    await append(unit, [{ type: 'connection.versionPlanned', actor: theSystem, memberId, deskId, payload }])
  }
}
