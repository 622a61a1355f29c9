import type { JournalEvent } from '#contract/events.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import { derivedId } from './domain/derivedId.ts'
import { listWaiting } from '#server/identification/gate.queries.ts'
import { addOutgoing, releaseHeld } from './outbox.sql.ts'
import { listWriters } from './threads.sql.ts'

/**
 * I1: what the desk says for everybody in a ticket goes to whoever writes there by a channel, once an answer and address. Of a ticket that
 * waits for a code it is held back until the code has come, or until nothing waits for it any more (I4).
 */
export const answerReaction: Reaction = reaction({
  name: 'channel answers',
  on: ['message.sent', 'ticket.channelNoted', 'ticket.classified'],
  async react(unit, entries) {
    const answers = entries.flatMap((entry) => (entry.type === 'message.sent' && isAnswer(entry) ? [entry] : []))
    const writers = await listWriters(unit.tx, [...new Set(answers.flatMap(({ ticketId }) => ticketId ?? []))])
    const waiting = await listWaiting(unit.tx, [...new Set(writers.map(({ ticketId }) => ticketId))])
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
          isHeld: waiting.has(ticketId ?? ''),
        })),
    )
    await addOutgoing(unit, outgoing)
    await release(unit, entries)
  },
})

/** Neither a note, which clients have no number of, nor what was said in another ticket before. */
function isAnswer({ actor, publicSeq, payload }: ReadEntry<'message.sent'>): boolean {
  return actor.side === 'desk' && publicSeq !== null && payload.movedFrom === undefined
}

async function release(
  unit: UnitOfWork,
  entries: readonly (JournalEvent & { ticketId: string | null })[],
): Promise<void> {
  const moved = entries.flatMap((entry) => (mayRelease(entry) ? (entry.ticketId ?? []) : []))
  const waiting = await listWaiting(unit.tx, moved)
  await releaseHeld(
    unit,
    moved.filter((ticketId) => !waiting.has(ticketId)),
  )
}

function mayRelease(entry: JournalEvent): boolean {
  return (
    entry.type === 'ticket.classified' || (entry.type === 'ticket.channelNoted' && entry.payload.what === 'codeTold')
  )
}
