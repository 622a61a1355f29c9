import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Written } from './appendEvents.commands.ts'
import { findMessages, type KnownMessage } from './messageRow.sql.ts'

/** The same id from the same person is the same message (T8); with another text it is a mistake of the caller. */
export async function findSentBefore(
  unit: UnitOfWork,
  actor: Actor,
  ticketId: string,
  { messageId, text }: Written,
): Promise<KnownMessage | null> {
  const same = (await findMessages(unit, ticketId, messageId)).find(
    (one) => one.authorMember === actor.memberId && one.authorId === actor.userId,
  )
  if (same === undefined) return null
  if (!isSameText(same, text)) throw new Refusal('message_id_reused')
  return same
}

/** What was changed or deleted since says nothing about what was sent at first. */
function isSameText(message: KnownMessage, text: string): boolean {
  return message.deletedAt !== null || message.editedAt !== null || message.text === text
}
