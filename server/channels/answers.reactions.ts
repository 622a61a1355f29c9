import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { derivedId } from './domain/derivedId.ts'
import { addOutgoing, type NewOutgoing } from './outbox.sql.ts'
import { listSentAnswers } from './sentParts.sql.ts'
import { listWriters } from './threads.sql.ts'

type Entry = ReadEntry<'message.sent' | 'message.edited' | 'message.deleted'>

/**
 * I1: what the desk says for everybody in a ticket goes to whoever writes there by a channel, once an answer and address. T8: what is
 * written anew or taken back later is so wherever it went by a messenger.
 */
export const answerReaction: Reaction = reaction({
  name: 'channel answers',
  on: ['message.sent', 'message.edited', 'message.deleted'],
  async react(unit, entries) {
    await addOutgoing(unit, await answersOf(unit, entries.filter(isSent).filter(isAnswer)))
    await addOutgoing(unit, await changesOf(unit, entries))
  },
})

async function answersOf(unit: UnitOfWork, answers: readonly ReadEntry<'message.sent'>[]): Promise<NewOutgoing[]> {
  const writers = await listWriters(unit.tx, [...new Set(answers.flatMap(({ ticketId }) => ticketId ?? []))])
  return answers.flatMap(({ ticketId, deskId, payload: { messageId } }) =>
    writers
      .filter((writer) => writer.ticketId === ticketId)
      .map(({ accountId, address, memberId, userId }) => ({
        outboxId: derivedId(messageId, `answer ${accountId} ${address}`),
        accountId,
        deskId: deskId ?? '',
        kind: 'message' as const,
        eventKey: keyOfAnswer(messageId),
        address,
        memberId,
        userId,
        ticketId,
        content: { says: 'answer', messageId },
      })),
  )
}

async function changesOf(unit: UnitOfWork, entries: readonly Entry[]): Promise<NewOutgoing[]> {
  const changes = entries.filter((entry) => !isSent(entry) && entry.actor.side === 'desk')
  const keys = [...new Set(changes.map(({ payload: { messageId } }) => keyOfAnswer(messageId)))]
  const sent = await listSentAnswers(unit.tx, keys)
  return changes.flatMap(({ seq, ticketId, deskId, payload: { messageId } }) =>
    sent
      .filter((one) => one.eventKey === keyOfAnswer(messageId) && one.ticketId === ticketId)
      .map(({ answerId, accountId, address, memberId, userId }) => ({
        outboxId: derivedId(answerId, `changed ${seq}`),
        accountId,
        deskId: deskId ?? '',
        kind: 'message' as const,
        eventKey: `changed ${messageId} ${seq}`,
        address,
        memberId,
        userId,
        ticketId,
        content: { says: 'changed', messageId, answerId },
      })),
  )
}

function keyOfAnswer(messageId: string): string {
  return `answer ${messageId}`
}

function isSent(entry: Entry): entry is ReadEntry<'message.sent'> {
  return entry.type === 'message.sent'
}

/** Neither a note, which clients have no number of, nor what was said in another ticket before. */
function isAnswer({ actor, publicSeq, payload }: ReadEntry<'message.sent'>): boolean {
  return actor.side === 'desk' && publicSeq !== null && payload.movedFrom === undefined
}
