import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { KnownMessage } from '../messageRow.sql.ts'

export async function changeMessage(
  unit: UnitOfWork,
  message: KnownMessage,
  change: { text: string; edited_at: Date } | { text: ''; deleted_at: Date },
): Promise<void> {
  await unit.tx
    .updateTable('messages')
    .set(change)
    .where('ticket_id', '=', message.ticketId)
    .where('seq', '=', message.seq)
    .execute()
}

/** T8: what colleagues have answered in public behind a number, and the newest number of it. */
export async function answersAfter(
  unit: UnitOfWork,
  ticketId: string,
  { seq, author }: { seq: number; author: { memberId: string; userId: number } },
): Promise<{ count: number; names: string[]; lastSeq: number }> {
  const rows = await unit.tx
    .selectFrom('messages')
    .select(['seq', 'author_name'])
    .where('ticket_id', '=', ticketId)
    .where('seq', '>', seq)
    .where('side', '=', 'desk')
    .where('kind', '=', 'public')
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('author_member', '!=', author.memberId), eb('author_id', '!=', author.userId)]))
    .orderBy('seq')
    .execute()
  const names = [...new Set(rows.map((row) => row.author_name))]
  return { count: rows.length, names, lastSeq: rows.at(-1)?.seq ?? 0 }
}

export async function setPreview(unit: UnitOfWork, ticketId: string, preview: string): Promise<void> {
  await unit.tx.updateTable('tickets').set({ preview }).where('ticket_id', '=', ticketId).execute()
}

export async function lastPublicText(unit: UnitOfWork, ticketId: string): Promise<string> {
  const row = await unit.tx
    .selectFrom('messages')
    .select('text')
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', 'public')
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.text ?? ''
}
