import type { JournalEvent } from '#contract/events.ts'
import { parseEvent } from '#server/platform/journal/journalEvents.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Side } from './domain/side.ts'

export type StoredMessage = {
  messageId: string
  ticketId: string
  seq: number
  publicSeq: number | null
  side: Side
  authorMember: string
  authorId: number
  authorName: string
  kind: 'public' | 'note'
  isQuestion: boolean
  text: string
  at: Date
}

export async function insertMessage(unit: UnitOfWork, message: StoredMessage & { hasFiles: boolean }): Promise<void> {
  await unit.tx
    .insertInto('messages')
    .values({
      message_id: message.messageId,
      ticket_id: message.ticketId,
      seq: message.seq,
      public_seq: message.publicSeq,
      side: message.side,
      author_member: message.authorMember,
      author_id: message.authorId,
      author_name: message.authorName,
      kind: message.kind,
      is_question: message.isQuestion,
      text: message.text,
      at: message.at,
      edited_at: null,
      deleted_at: null,
      has_files: message.hasFiles,
    })
    .execute()
}

export type KnownMessage = StoredMessage & {
  hasFiles: boolean
  mentions: number[]
  editedAt: Date | null
  deletedAt: Date | null
}

export async function findMessages(unit: UnitOfWork, ticketId: string, messageId: string): Promise<KnownMessage[]> {
  const rows = await unit.tx
    .selectFrom('messages')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('message_id', '=', messageId)
    .execute()
  return rows.map((row) => ({
    messageId: row.message_id,
    ticketId: row.ticket_id,
    seq: row.seq,
    publicSeq: row.public_seq,
    side: row.side === 'desk' ? 'desk' : 'client',
    authorMember: row.author_member,
    authorId: row.author_id,
    authorName: row.author_name,
    kind: row.kind,
    isQuestion: row.is_question,
    text: row.text,
    hasFiles: row.has_files,
    mentions: row.mentions,
    at: row.at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
  }))
}

/** How a ticket moved with this message: what a command decides together stands one after the other. */
export async function moveWith(
  unit: UnitOfWork,
  { ticketId, seq }: Pick<StoredMessage, 'ticketId' | 'seq'>,
): Promise<JournalEvent<'ticket.moved'>['payload'] | null> {
  const row = await unit.tx
    .selectFrom('journal')
    .select(['type', 'payload'])
    .where('ticket_id', '=', ticketId)
    .where('seq', '=', seq + 1)
    .executeTakeFirst()
  return row === undefined ? null : (parseEvent(['ticket.moved'], row)?.payload ?? null)
}

export async function markHasFiles(
  unit: UnitOfWork,
  { ticketId, messageSeq }: { ticketId: string; messageSeq: number },
): Promise<void> {
  await unit.tx
    .updateTable('messages')
    .set({ has_files: true })
    .where('ticket_id', '=', ticketId)
    .where('seq', '=', messageSeq)
    .execute()
}
