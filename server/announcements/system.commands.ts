import type { Audience, AnnouncementTexts, Severity } from '#contract/announcements/types.ts'
import { textFor } from '#contract/announcements/shown.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { wakeReaders } from './announcements.commands.ts'
import type { ServedPort } from './announcements.port.ts'
import * as rows from './announcements.sql.ts'

type Said = { severity: Severity; title: AnnouncementTexts; body: AnnouncementTexts }
type OfSystem = Said & { announcementId: string; deskId: string; audience: Audience; startsAt: Date }
type Deps = Pick<ServedPort, 'listServed'>

/** D3: an incident that nobody has written. It does not count among those that a desk may have under way. */
export async function announceIncident(unit: UnitOfWork, deps: Deps, announced: OfSystem): Promise<void> {
  const { announcementId, deskId, audience, startsAt, ...said } = announced
  const window = { startsAt, until: null, endedAt: null }
  const stored = { announcementId, deskId, kind: 'incident' as const, audience, ...window, number: 1 }
  await rows.insertAnnouncement(unit, {
    ...stored,
    publishedBy: '',
    publishedByUser: rows.theSystemsUser,
    publishedAt: unit.at,
  })
  await rows.insertUpdate(unit, announcementId, { number: 1, at: unit.at, ...said })
  const payload = { announcementId, kind: 'incident', severity: said.severity, title: textFor(said.title, 'ru') }
  await append(unit, [{ type: 'announcement.published', payload, ...ofSystem(deskId) }])
  await wakeReaders(unit, deps, stored)
}

/** What a person has ended meanwhile stays as it is. */
export async function announceIncidentAnew(
  unit: UnitOfWork,
  deps: Deps,
  { announcementId, isOver, ...said }: Said & { announcementId: string; isOver: boolean },
): Promise<void> {
  const known = await rows.findForUpdate(unit, announcementId)
  if (known === null || known.endedAt !== null) return
  const number = known.number + 1
  await rows.insertUpdate(unit, announcementId, { number, at: unit.at, ...said })
  await rows.saveProgress(unit, announcementId, { number, until: known.until, endedAt: isOver ? unit.at : null })
  const { severity, title } = said
  await append(unit, [
    {
      type: isOver ? 'announcement.ended' : 'announcement.updated',
      payload: { announcementId, kind: known.kind, severity, title: textFor(title, 'ru'), number },
      ...ofSystem(known.deskId),
    },
  ])
  await wakeReaders(unit, deps, known)
}

function ofSystem(deskId: string) {
  return { actor: theSystem, memberId: null, deskId }
}
