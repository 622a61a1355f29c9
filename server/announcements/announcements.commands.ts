import {
  mostAnnouncements,
  mostUpdates,
  type CloseAnnouncementInput,
  type PublishAnnouncementInput,
  type UpdateAnnouncementInput,
} from '#contract/announcements/types.ts'
import { textFor } from '#contract/announcements/shown.types.ts'
import { isDeepStrictEqual } from 'node:util'
import { signatureOf, type ClientActor, type StaffActor } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { ServedPort } from './announcements.port.ts'
import { findShownTo } from './announcements.queries.ts'
import { watchEnd } from './overdue.commands.ts'
import * as rows from './announcements.sql.ts'

type Deps = Pick<ServedPort, 'listServed' | 'answeringDesk' | 'lockDesk'> & { addJob: AddJob }

/** D3: told by a lead of the desk. Sent twice, by the page's own id, it is one. */
export async function publishAnnouncement(
  unit: UnitOfWork,
  deps: Deps,
  actor: StaffActor,
  input: PublishAnnouncementInput,
): Promise<void> {
  const { deskId } = actor.desk
  const { announcementId, kind, audience, severity, title, body } = input
  await deps.lockDesk(unit, deskId)
  const known = await rows.findForUpdate(unit, announcementId)
  if (known !== null) {
    if (known.deskId !== deskId) throw new Refusal('not_found')
    return
  }
  const [startsAt, until] = [new Date(input.from), dateOf(input.until)]
  refuseWrongEnd(unit.at, { startsAt, until })
  if ((await rows.countOpen(unit, deskId)) >= mostAnnouncements) {
    throw new Refusal('too_many_announcements', { most: mostAnnouncements })
  }
  const told = { announcementId, deskId, kind, audience, startsAt, until, endedAt: null, number: 1 }
  await rows.insertAnnouncement(unit, {
    ...told,
    publishedBy: actor.name,
    publishedByUser: actor.userId,
    publishedAt: unit.at,
  })
  await rows.insertUpdate(unit, announcementId, { number: 1, at: unit.at, severity, title, body })
  await append(unit, [
    {
      type: 'announcement.published',
      payload: { announcementId, kind, severity, title: textFor(title, 'ru') },
      ...ofDesk(actor),
    },
  ])
  await watchEnd(unit, deps.addJob, told)
  await wakeReaders(unit, deps, told)
}

/** D3: an update has its own instant, and what was said before stays; what is over is told no more. Sent twice it is one. */
export async function updateAnnouncement(
  unit: UnitOfWork,
  deps: Deps,
  actor: StaffActor,
  input: UpdateAnnouncementInput,
): Promise<void> {
  const { announcementId, severity, title, body, isOver } = input
  const known = await rows.findForUpdate(unit, announcementId)
  if (known === null || known.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  if (await isSaidAlready(unit, known, input)) return
  if (known.endedAt !== null) throw new Refusal('announcement_over')
  if (known.number !== input.number) throw new Refusal('announcement_stale')
  if (known.number >= mostUpdates && !isOver) throw new Refusal('too_many_updates', { most: mostUpdates })
  const until = dateOf(input.until)
  if (!isOver) refuseWrongEnd(unit.at, { startsAt: known.startsAt, until })
  const number = known.number + 1
  await rows.insertUpdate(unit, announcementId, { number, at: unit.at, severity, title, body })
  await rows.saveProgress(unit, announcementId, {
    number,
    until: isOver ? known.until : until,
    endedAt: isOver ? unit.at : null,
  })
  await append(unit, [
    {
      type: isOver ? 'announcement.ended' : 'announcement.updated',
      payload: { announcementId, kind: known.kind, severity, title: textFor(title, 'ru'), number },
      ...ofDesk(actor),
    },
  ])
  if (!isOver) await watchEnd(unit, deps.addJob, { ...known, until })
  await wakeReaders(unit, deps, known)
}

/** D3: put away by one person, until it is told anew. What is critical stays where it is. */
export async function closeAnnouncement(
  unit: UnitOfWork,
  deps: Pick<Deps, 'answeringDesk'>,
  { memberId, userId }: ClientActor,
  { announcementId, number }: CloseAnnouncementInput,
): Promise<void> {
  const shown = await findShownTo({ tx: unit.tx, at: unit.at }, deps, { memberId, userId })
  const found = shown.find((one) => one.announcementId === announcementId)
  const update = found?.said.find((one) => one.number === number)
  if (found === undefined || update === undefined) throw new Refusal('not_found')
  if (update.severity === 'critical') throw new Refusal('announcement_stays')
  await rows.saveClosing(unit, { announcementId, memberId, userId, number })
  wakeThing(unit, 'announcements', { deskId: null, memberId })
}

/** The answer to the first sending was lost. */
async function isSaidAlready(
  unit: UnitOfWork,
  known: rows.StoredAnnouncement,
  { number, severity, title, body, isOver, ...input }: UpdateAnnouncementInput,
): Promise<boolean> {
  if (known.number !== number + 1 || isOver !== (known.endedAt !== null)) return false
  if (!isOver && known.until?.getTime() !== dateOf(input.until)?.getTime()) return false
  const newest = await rows.findUpdate(unit.tx, known.announcementId, known.number)
  return newest !== null && isDeepStrictEqual({ severity, title, body }, saidIn(newest))
}

function saidIn({ severity, title, body }: rows.Update) {
  return { severity, title: { ...title }, body: { ...body } }
}

function refuseWrongEnd(at: Date, { startsAt, until }: { startsAt: Date; until: Date | null }): void {
  if (until === null || (until > startsAt && until > at)) return
  throw new Refusal('date_in_past', { date: until.toISOString() })
}

function dateOf(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant)
}

function ofDesk(actor: StaffActor) {
  return { actor: signatureOf(actor, 'desk'), memberId: null, deskId: actor.desk.deskId }
}

/** Pages of the portals that may see it; which of them it concerns is looked at when they read. */
export async function wakeReaders(
  unit: UnitOfWork,
  { listServed }: Pick<Deps, 'listServed'>,
  { deskId, audience }: Pick<rows.StoredAnnouncement, 'deskId' | 'audience'>,
): Promise<void> {
  const served = await listServed(unit.tx, deskId)
  const { memberIds } = audience
  for (const memberId of served) {
    if (memberIds.length > 0 && !memberIds.includes(memberId)) continue
    wakeThing(unit, 'announcements', { deskId: null, memberId })
  }
}
