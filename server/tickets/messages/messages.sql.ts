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
