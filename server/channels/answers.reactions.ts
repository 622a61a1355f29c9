import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { derivedId } from './domain/derivedId.ts'
import { messengerOf } from './domain/messengerOf.ts'
import { addOutgoing, type NewOutgoing } from './outbox.sql.ts'
import { listSentAnswers } from './sentParts.sql.ts'
import { listWriters } from './threads.sql.ts'

type Said = ReadEntry<'message.sent' | 'message.edited' | 'message.deleted'>
type Entry = Said | ReadEntry<'ticket.moved'>

/**
 * I1: what the desk says for everybody in a ticket goes to whoever writes there by a channel, once an answer and address. T8: what is
 * written anew or taken back later is so wherever it went by a messenger. T1, T11: at a ticket's end its client is asked there.
 */
export const answerReaction: Reaction = reaction({
  name: 'channel answers',
  on: ['message.sent', 'message.edited', 'message.deleted', 'ticket.moved'],
  async react(unit, entries) {
    await addOutgoing(unit, await answersOf(unit, entries.filter(isSent).filter(isAnswer)))
    await addOutgoing(unit, await changesOf(unit, entries.filter(isSaid)))
    await addOutgoing(unit, await questionsOf(unit, entries.filter(isEnd)))
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

async function changesOf(unit: UnitOfWork, entries: readonly Said[]): Promise<NewOutgoing[]> {
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

/** Whoever writes there by a messenger; by mail there are no buttons. */
async function questionsOf(unit: UnitOfWork, ends: readonly ReadEntry<'ticket.moved'>[]): Promise<NewOutgoing[]> {
  const writers = await listWriters(unit.tx, [...new Set(ends.flatMap(({ ticketId }) => ticketId ?? []))])
  return ends.flatMap(({ ticketId, deskId, seq, payload: { to } }) =>
    writers
      .filter((writer) => writer.ticketId === ticketId && messengerOf({ name: writer.channel }) !== null)
      .map(({ accountId, address, memberId, userId }) => ({
        outboxId: derivedId(ticketId ?? '', `question ${seq} ${accountId} ${address}`),
        accountId,
        deskId: deskId ?? '',
        kind: 'notice' as const,
        eventKey: `question ${ticketId} ${seq}`,
        address,
        memberId,
        userId,
        ticketId,
        content: { says: 'question', asks: to === 'resolved' ? 'resolved' : 'rating' },
      })),
  )
}

/** Where it was merged into another one it goes on there. */
function isEnd(entry: Entry): entry is ReadEntry<'ticket.moved'> {
  return (
    entry.type === 'ticket.moved' &&
    (entry.payload.to === 'resolved' || entry.payload.to === 'closed') &&
    entry.payload.merged === undefined &&
    entry.payload.unmerged === undefined
  )
}

function keyOfAnswer(messageId: string): string {
  return `answer ${messageId}`
}

function isSaid(entry: Entry): entry is Said {
  return entry.type !== 'ticket.moved'
}

function isSent(entry: Entry): entry is ReadEntry<'message.sent'> {
  return entry.type === 'message.sent'
}

/** Neither a note, which clients have no number of, nor what was said in another ticket before. */
function isAnswer({ actor, publicSeq, payload }: ReadEntry<'message.sent'>): boolean {
  return actor.side === 'desk' && publicSeq !== null && payload.movedFrom === undefined
}
