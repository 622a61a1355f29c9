import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Written } from './appendEvents.commands.ts'
import { listFileIds } from './files/fileRow.sql.ts'
import { findMessages, type KnownMessage } from './messageRow.sql.ts'

/** The same id from the same person is the same message (T8); with another text it is a mistake of the caller. */
export async function findSentBefore(
  unit: UnitOfWork,
  actor: Actor,
  ticketId: string,
  { messageId, text, files = [] }: Written,
): Promise<KnownMessage | null> {
  const same = (await findMessages(unit, ticketId, messageId)).find(
    (one) => one.authorMember === actor.memberId && one.authorId === actor.userId,
  )
  if (same === undefined) return null
  if (!isSameText(same, text) || !(await hasSameFiles(unit, same, files))) throw new Refusal('message_id_reused')
  return same
}

/** A message that was deleted has lost them. */
async function hasSameFiles(unit: UnitOfWork, message: KnownMessage, files: readonly string[]): Promise<boolean> {
  if (message.deletedAt !== null) return true
  const sent = message.hasFiles ? await listFileIds(unit.tx, message.ticketId, message.seq) : []
  return sent.length === files.length && files.every((file, place) => file.toLowerCase() === sent[place])
}

/** What was changed or deleted since says nothing about what was sent at first. */
function isSameText(message: KnownMessage, text: string): boolean {
  return message.deletedAt !== null || message.editedAt !== null || message.text === text
}
