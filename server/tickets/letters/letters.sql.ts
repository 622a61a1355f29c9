import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Letter } from './domain/letter.ts'

/** A letter under its row's lock. */
export type StoredLetter = {
  letterId: string
  deskId: string
  memberId: string
  ticketId: string | null
  addresseeId: number | null
  messages: number
  letter: Letter
}

export async function lockLetter(unit: UnitOfWork, letterId: string): Promise<StoredLetter | null> {
  const row = await unit.tx
    .selectFrom('letters')
    .selectAll()
    .where('letter_id', '=', letterId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  const { due_at: dueAt, owner_due_at: ownerDueAt } = row
  return {
    letterId: row.letter_id,
    deskId: row.desk_id,
    memberId: row.member_id,
    ticketId: row.ticket_id,
    addresseeId: row.addressee_id,
    messages: row.messages,
    letter: {
      kind: row.kind,
      status: row.status,
      waitsSince: row.waits_since,
      promise: dueAt === null || ownerDueAt === null ? null : { dueAt, ownerDueAt },
      alerts: row.alerts === 0 ? 0 : row.alerts === 1 ? 1 : 2,
    },
  }
}

/** False where a letter by that id is there already: of two at once one has made it. */
export async function insertLetter(
  unit: UnitOfWork,
  { letter, ...stored }: Omit<StoredLetter, 'messages'>,
  by: { userId: number; name: string },
): Promise<boolean> {
  const made = await unit.tx
    .insertInto('letters')
    .values({
      letter_id: stored.letterId,
      desk_id: stored.deskId,
      member_id: stored.memberId,
      ticket_id: stored.ticketId,
      addressee_id: stored.addresseeId,
      written_by: by.name,
      written_by_user: by.userId,
      written_at: unit.at,
      active_at: unit.at,
      ...columnsOf(letter),
    })
    .onConflict((conflict) => conflict.column('letter_id').doNothing())
    .returning('letter_id')
    .executeTakeFirst()
  return made !== undefined
}

export async function saveLetter(unit: UnitOfWork, letterId: string, letter: Letter): Promise<void> {
  await unit.tx.updateTable('letters').set(columnsOf(letter)).where('letter_id', '=', letterId).execute()
}

function columnsOf({ kind, status, waitsSince, promise, alerts }: Letter) {
  const due = { due_at: promise?.dueAt ?? null, owner_due_at: promise?.ownerDueAt ?? null }
  return { kind, status, waits_since: waitsSince, ...due, alerts }
}

export type SentMessage = {
  messageId: string
  side: 'client' | 'desk'
  memberId: string
  userId: number
  name: string
  text: string
}

/** Under the letter's lock, at its end. */
export async function insertMessage(
  unit: UnitOfWork,
  { letterId, messages }: Pick<StoredLetter, 'letterId' | 'messages'>,
  sent: SentMessage,
): Promise<void> {
  const position = messages + 1
  await unit.tx
    .insertInto('letter_messages')
    .values({
      letter_id: letterId,
      position,
      message_id: sent.messageId,
      side: sent.side,
      author_member: sent.memberId,
      author_id: sent.userId,
      author_name: sent.name,
      text: sent.text,
      at: unit.at,
    })
    .execute()
  await unit.tx
    .updateTable('letters')
    .set({ messages: position, active_at: unit.at })
    .where('letter_id', '=', letterId)
    .execute()
}

export type KnownMessage = SentMessage & { letterId: string }

export async function findMessage(db: Reader, messageId: string): Promise<KnownMessage | null> {
  const row = await db.selectFrom('letter_messages').selectAll().where('message_id', '=', messageId).executeTakeFirst()
  if (row === undefined) return null
  return {
    letterId: row.letter_id,
    messageId: row.message_id,
    side: row.side,
    memberId: row.author_member,
    userId: row.author_id,
    name: row.author_name,
    text: row.text,
  }
}

/** What people of a portal have written as clients since then, no further than `most`. */
export async function countWritten(db: Reader, memberId: string, since: Date, most: number): Promise<number> {
  const rows = await db
    .selectFrom('letter_messages')
    .select('position')
    .where('author_member', '=', memberId)
    .where('side', '=', 'client')
    .where('at', '>', since)
    .limit(most)
    .execute()
  return rows.length
}
