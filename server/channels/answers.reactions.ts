import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import { derivedId } from './domain/derivedId.ts'
import { addOutgoing } from './outbox.sql.ts'
import { listWriters } from './threads.sql.ts'

/** I1: what the desk says for everybody in a ticket goes to whoever writes there by a channel, once an answer and address. */
export const answerReaction: Reaction = reaction({
  name: 'channel answers',
  on: ['message.sent'],
  async react(unit, entries) {
    const answers = entries.filter(isAnswer)
    const writers = await listWriters(unit.tx, [...new Set(answers.flatMap(({ ticketId }) => ticketId ?? []))])
    const outgoing = answers.flatMap(({ ticketId, deskId, payload: { messageId } }) =>
      writers
        .filter((writer) => writer.ticketId === ticketId)
        .map(({ accountId, address, memberId, userId }) => ({
          outboxId: derivedId(messageId, `answer ${accountId} ${address}`),
          accountId,
          deskId: deskId ?? '',
          kind: 'message' as const,
          eventKey: `answer ${messageId}`,
          address,
          memberId,
          userId,
          ticketId,
          content: { says: 'answer', messageId },
        })),
    )
    await addOutgoing(unit, outgoing)
  },
})

/** Neither a note, which clients have no number of, nor what was said in another ticket before. */
function isAnswer({ actor, publicSeq, payload }: ReadEntry<'message.sent'>): boolean {
  return actor.side === 'desk' && publicSeq !== null && payload.movedFrom === undefined
}
