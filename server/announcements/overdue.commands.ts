import { phaseOf, textFor } from '#contract/announcements/shown.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { append } from '#server/platform/journal/journal.ts'
import { findForUpdate, findUpdate, type StoredAnnouncement } from './announcements.sql.ts'

/** D3: looked at when it should have ended; each end that is planned is one job. */
export async function watchEnd(
  unit: UnitOfWork,
  addJob: AddJob,
  { announcementId, kind, until }: Pick<StoredAnnouncement, 'announcementId' | 'kind' | 'until'>,
): Promise<void> {
  if (kind !== 'maintenance' || until === null) return
  const planned = until.toISOString()
  const key = `overdue ${announcementId} ${planned}`
  await addJob(unit, 'announcementOverdue', { announcementId, until: planned }, { key, runAt: until })
}

/** Nothing where it was ended meanwhile, where another end is planned by now, or where it is over by itself. */
export async function tellOverdue(
  unit: UnitOfWork,
  { announcementId, until }: { announcementId: string; until: string },
): Promise<void> {
  const known = await findForUpdate(unit, announcementId)
  if (known?.until?.toISOString() !== until || !isOverdue(known, unit.at)) return
  const newest = await findUpdate(unit.tx, announcementId, known.number)
  if (newest === null) return
  const { kind, deskId } = known
  const payload = { announcementId, kind, severity: newest.severity, title: textFor(newest.title, 'ru'), until }
  await append(unit, [{ type: 'announcement.overdue', payload, actor: theSystem, memberId: null, deskId }])
}

function isOverdue({ kind, startsAt, until, endedAt }: StoredAnnouncement, at: Date): boolean {
  const window = { kind, from: startsAt.toISOString(), until: until?.toISOString() ?? null }
  return phaseOf({ ...window, endedAt: endedAt?.toISOString() ?? null }, at) === 'overdue'
}
