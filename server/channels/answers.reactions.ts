import { reaction, type Reaction, type ReadEntry } from '#server/platform/journal/reaction.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { listWaiting } from '#server/identification/gate.queries.ts'
import { derivedId } from '#server/platform/db/derivedId.ts'
import { messengerOf } from './domain/messengerOf.ts'
import { addOutgoing, releaseHeld, type NewOutgoing } from './outbox.sql.ts'
import { listSentAnswers } from './sentParts.sql.ts'
import { listWriters } from './threads.sql.ts'

type Said = ReadEntry<'message.sent' | 'message.edited' | 'message.deleted'>
type Entry = Said | ReadEntry<'ticket.moved'> | Releasing
type Releasing = ReadEntry<'ticket.channelNoted'> | ReadEntry<'ticket.classified'>

/**
 * I1: what the desk says for everybody in a ticket goes to whoever writes there by a channel, once an answer and address. T8: what is
 * written anew or taken back later is so wherever it went by a messenger. T1, T11: at a ticket's end its client is asked there. Of a ticket that waits for a
 * code all of it but what is taken back is held until the code has come, or until nothing waits for it any more (I4).
 */
export const answerReaction: Reaction = reaction({
  name: 'channel answers',
  on: ['message.sent', 'message.edited', 'message.deleted', 'ticket.moved', 'ticket.channelNoted', 'ticket.classified'],
  async react(unit, entries) {
    const said = entries.filter(isSaid)
    const answers = await answersOf(unit, entries.filter(isSent).filter(isAnswer))
    const edits = await changesOf(unit, said.filter(isEdit))
    const questions = await questionsOf(unit, entries.filter(isEnd))
    await addOutgoing(unit, await heldWhereItWaits(unit, [...answers, ...edits, ...questions]))
    await addOutgoing(
      unit,
      await changesOf(
        unit,
        said.filter((entry) => !isEdit(entry)),
      ),
    )
    await release(unit, entries.filter(mayRelease))
  },
})

async function heldWhereItWaits(unit: UnitOfWork, outgoing: readonly NewOutgoing[]): Promise<NewOutgoing[]> {
  const waiting = await listWaiting(unit.tx, [...new Set(outgoing.flatMap(({ ticketId }) => ticketId ?? []))])
  return outgoing.map((one) => ({ ...one, isHeld: waiting.has(one.ticketId ?? '') }))
}

async function release(unit: UnitOfWork, entries: readonly Releasing[]): Promise<void> {
  const moved = entries.flatMap(({ ticketId }) => ticketId ?? [])
  const waiting = await listWaiting(unit.tx, moved)
  await releaseHeld(
    unit,
    moved.filter((ticketId) => !waiting.has(ticketId)),
  )
}

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
  return entry.type === 'message.sent' || entry.type === 'message.edited' || entry.type === 'message.deleted'
}

function isEdit(entry: Said): boolean {
  return entry.type === 'message.edited'
}

function mayRelease(entry: Entry): entry is Releasing {
  return (
    entry.type === 'ticket.classified' || (entry.type === 'ticket.channelNoted' && entry.payload.what === 'codeTold')
  )
}

function isSent(entry: Entry): entry is ReadEntry<'message.sent'> {
  return entry.type === 'message.sent'
}

/** Neither a note, which clients have no number of, nor what was said in another ticket before. */
function isAnswer({ actor, publicSeq, payload }: ReadEntry<'message.sent'>): boolean {
  return actor.side === 'desk' && publicSeq !== null && payload.movedFrom === undefined
}
