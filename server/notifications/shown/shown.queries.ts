import type { NotifiedSide } from '#contract/notifications/choices.types.ts'
import type { ShownNotice, ShownNotices } from '#contract/notifications/shown.types.ts'
import { notifiedEvents } from '#contract/notifications/table.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { keyOfPerson, peopleBy } from '../choices/choices.queries.ts'
import { placeOf, plainOf } from '../domain/bbText.ts'
import { readUnseen, type ShownReader, type ShownRow } from './shown.sql.ts'

/** Null: the actor is nobody on this side. */
export function readerOf({ memberId, userId, client, desk }: Actor, side: NotifiedSide): ShownReader | null {
  if (side === 'client') return client === null ? null : { memberId, userId, side, deskId: null }
  return desk === null ? null : { memberId, userId, side, deskId: desk.deskId }
}

const mostShown = 50

/** D4: what the actor's page on this side shows, the newest first. */
export async function viewShown(db: Reader, actor: Actor, side: NotifiedSide): Promise<ShownNotices> {
  const reader = readerOf(actor, side)
  const person = (await peopleBy(db, [actor])).get(keyOfPerson(actor))
  const { unseen, rows } = reader === null ? { unseen: 0, rows: [] } : await readUnseen(db, reader, mostShown)
  return {
    unseen,
    notices: rows.flatMap(viewOf),
    sound: person?.sound ?? false,
    desktop: person?.desktop ?? false,
  }
}

/** What another release told of, and this one does not know, is left out. */
function viewOf({ noticeId, event, ticketId, text, at }: ShownRow): ShownNotice[] {
  const known = notifiedEvents.find((one) => one === event)
  if (known === undefined) return []
  const { plain, path } = plainOf(text)
  return [
    { noticeId, event: known, ticketId, text: plain, place: path === null ? {} : placeOf(path), at: at.toISOString() },
  ]
}
