import { randomUUID } from 'node:crypto'
import { notifiedEvents, rowOf } from '#contract/notifications/table.types.ts'
import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakePerson } from '#server/platform/db/wakes.ts'
import { keyOfPerson, peopleBy } from '../choices/choices.queries.ts'
import { sideOf } from '../domain/choices.ts'
import { quietEnd } from '../domain/quietHours.ts'
import type { Told } from '../domain/told.ts'
import { readerOf } from './shown.queries.ts'
import { addShown, saveSeen, takeRings, type Seen } from './shown.sql.ts'

export { dropOldShown, forgetShown } from './shown.sql.ts'

type Showing = Told & { ticket?: { ticketId: string; seq: number | null } }

/** D4: what the pages of these people show from now on, each once however often it is told. */
export async function showNotices(unit: UnitOfWork, told: readonly Showing[]): Promise<void> {
  const added = await addShown(
    unit,
    told.map(({ about, event, memberId, userId, as, deskId, text, ticket }) => ({
      noticeId: randomUUID(),
      notice: `page ${about} ${memberId} ${userId}`,
      memberId,
      userId,
      side: sideOf(as),
      deskId,
      event,
      ticketId: ticket?.ticketId ?? null,
      seq: ticket?.seq ?? null,
      text,
    })),
  )
  for (const one of added) wakePages(unit, one.side, one)
}

type PageOwner = { deskId: string; memberId: string; userId: number }

/** Of this person alone: nobody else's page reads its own again, or learns that somebody was told something (T8). */
function wakePages(unit: UnitOfWork, side: NotifiedSide, { deskId, memberId, userId }: PageOwner) {
  wakePerson(unit, 'notices', { deskId: side === 'desk' ? deskId : null, memberId, userId })
}

/** The other pages of the same person show it no more either. */
export async function seeNotices(unit: UnitOfWork, actor: Actor, side: NotifiedSide, of: Seen): Promise<void> {
  const reader = readerOf(actor, side)
  if (reader === null || !(await saveSeen(unit, reader, of))) return
  wakePages(unit, side, { ...reader, deskId: reader.deskId ?? '' })
}

/** What is older was told while no page was open: it is shown, and nobody is startled by it. */
const freshMilliseconds = 2 * 60_000

/** D4: for which of these a page rings: each once, whatever pages of the reader are open, and in quiet hours only what is urgent. */
export async function ringNotices(
  unit: UnitOfWork,
  actor: Actor,
  { side, noticeIds }: { side: NotifiedSide; noticeIds: readonly string[] },
): Promise<string[]> {
  const reader = readerOf(actor, side)
  if (reader === null) return []
  const person = (await peopleBy(unit.tx, [actor])).get(keyOfPerson(actor))
  const isQuiet = quietEnd(unit.at, person?.quiet ?? null, person?.timeZone ?? null) !== null
  const events = isQuiet ? notifiedEvents.filter((event) => rowOf(event).isUrgent === true) : notifiedEvents
  return takeRings(unit, reader, { noticeIds, events, since: new Date(unit.at.getTime() - freshMilliseconds) })
}
