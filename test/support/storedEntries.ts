import { isDeepStrictEqual } from 'node:util'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { isJournalEventType, parseAs } from '#server/platform/journal/journalEvents.ts'

type Entry = {
  type: string
  payload: Record<string, unknown>
  actor: JournalActor
  memberId: string | null
  deskId: string | null
}

/** As another release would append it: of any type, with any payload. */
export async function appendStored(unit: UnitOfWork, { type, payload, actor, memberId, deskId }: Entry): Promise<void> {
  const json = { actor: JSON.stringify(actor), payload: JSON.stringify(payload) }
  await unit.tx
    .insertInto('journal')
    .values({ at: unit.at, type, member_id: memberId, desk_id: deskId, ...json })
    .execute()
}

/** What lies in this journal and is not, to the last key, what the catalogue says of its type. */
export async function listUncatalogued(db: Db): Promise<unknown[]> {
  const entries = await db.selectFrom('journal').select(['type', 'payload']).execute()
  if (entries.length === 0) throw new Error('nothing was appended')
  return entries.filter((entry) => !isCatalogued(entry))
}

function isCatalogued({ type, payload }: { type: string; payload: unknown }): boolean {
  return isJournalEventType(type) && isDeepStrictEqual(parseAs(type, payload)?.payload, payload)
}
