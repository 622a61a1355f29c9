import type { SendMessageInput } from '#contract/tickets/conversation.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { refuseUnlessFirst } from '../answersAtOnce.commands.ts'
import { change, loadTicketForUpdate, ticketActorOf } from '../appendEvents.commands.ts'
import { appendTicketEntry } from '../appendTicketEntry.commands.ts'
import { previewOf } from '../domain/preview.ts'
import { sideOf, type Side } from '../domain/side.ts'
import type { TicketCommand } from '../domain/ticketCommands.ts'
import { ownersOf } from '../domain/ticketForUpdate.ts'
import { notBefore } from '../domain/ticketState.ts'
import { dropFilesOfMessage } from '../files/messageFiles.commands.ts'
import { findMessages, type KnownMessage } from '../messageRow.sql.ts'
import { findSentBefore } from '../sentBefore.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { livingOf } from '../ticketLinks.queries.ts'
import { listWritten } from '../ticketLinks.sql.ts'
import { mentionedIn, tellMentioned } from './mentions.commands.ts'
import { saveMentions } from './mentions.sql.ts'
import { mayEdit } from './domain/message.ts'
import { changeMessage, lastPublicText, setPreview } from './messages.sql.ts'

type Sent = { ticketId: string; seq: number; at: Date }
type Edit = { ticketId: string; messageId: string; text: string | null; mentions?: readonly number[] | undefined }

/**
 * The long way of a message: questions, notes, messages that move the ticket, and those to a ticket that was ever merged. Those
 * arrive where it goes on, once, also when the page sends again what stands in the one or the other already (T4, T8).
 */
export async function sendMessage(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  wanted: SendMessageInput,
): Promise<Sent> {
  const input = { ...wanted, ticketId: await livingOf(unit.tx, wanted.ticketId) }
  const ticketForUpdate = await loadTicketForUpdate(unit, input.ticketId)
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  for (const ticketId of await listWritten(unit.tx, wanted.ticketId)) {
    const before = await findOwn(unit, actor, side, { ...input, ticketId })
    if (before !== null) return before
  }
  const command = messageCommand(unit, actor, side, input)
  // Where it was merged meanwhile the number is of another ticket.
  if (input.ticketId === wanted.ticketId.toLowerCase()) await refuseUnlessFirst(unit, actor, side, input)
  const { deskId } = ownersOf(ticketForUpdate)
  const mentions = await mentionedIn(unit, actor, { deskId, kind: input.kind, mentions: input.mentions })
  await change(unit, deps, ticketForUpdate, { command, ticketActor: ticketActorOf(actor, side), messages: [input] })
  const sent = await findOwn(unit, actor, side, input)
  if (sent === null) throw new Error('the message was not written')
  if (mentions !== undefined && mentions.length > 0) {
    await saveMentions(unit, sent, mentions)
    await tellMentioned(unit, actor, { deskId, ticketId: sent.ticketId, messageId: input.messageId, userIds: mentions })
  }
  return sent
}

function messageCommand(unit: UnitOfWork, actor: Actor, side: Side, input: SendMessageInput): TicketCommand {
  const by = { at: unit.at, by: String(actor.userId) }
  const { messageId, kind } = input
  if (side === 'client' && (kind === 'note' || input.isQuestion)) throw new Refusal('note_not_allowed')
  if (input.isQuestion) return { ...by, type: 'ask', message: { messageId, kind } }
  return kind === 'note' ? { ...by, type: 'addNote', side, messageId } : { ...by, type: 'sendMessage', side, messageId }
}

async function findOwn(unit: UnitOfWork, actor: Actor, side: Side, input: SendMessageInput): Promise<Sent | null> {
  const sent = await findSentBefore(unit, actor, input.ticketId, input)
  // A note that was acknowledged as an answer would never reach the client.
  if (sent !== null && (sent.kind !== input.kind || sent.isQuestion !== input.isQuestion))
    throw new Refusal('message_id_reused')
  if (sent === null) return null
  return { ticketId: sent.ticketId, seq: side === 'client' ? (sent.publicSeq ?? 0) : sent.seq, at: sent.at }
}

/** T8: without a text the message is deleted. */
export async function editMessage(
  unit: UnitOfWork,
  actor: Actor,
  { ticketId, messageId, text, mentions: wanted }: Edit,
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const { lock, lastEventAt } = ticketForUpdate.ticket
  const side = sideOf(actor, ownersOf(ticketForUpdate))
  const message = await findMessage(unit, actor, side, { ticketId, messageId })
  mayEdit(message, { memberId: actor.memberId, userId: actor.userId, lock: lock?.reason ?? null, at: unit.at })
  const at = notBefore(lastEventAt, unit.at)
  const { deskId } = ownersOf(ticketForUpdate)
  const mentions = await mentionedIn(unit, actor, { deskId, kind: message.kind, mentions: wanted })
  if (text === null && message.hasFiles) await dropFilesOfMessage(unit, { ticketId, messageSeq: message.seq })
  await changeMessage(unit, message, text === null ? { text: '', deleted_at: at } : { text, edited_at: at })
  if (mentions !== undefined) {
    await saveMentions(unit, message, mentions)
    const userIds = mentions.filter((userId) => !message.mentions.includes(userId))
    await tellMentioned(unit, actor, { deskId, ticketId, messageId: message.messageId, userIds })
  }
  await appendTicketEntry(unit, ticketForUpdate, {
    event: {
      type: text === null ? 'message.deleted' : 'message.edited',
      payload: { messageId: message.messageId, messageSeq: message.seq },
    },
    actor: signatureOf(actor, side),
    isPublic: message.publicSeq !== null,
    isActivity: false,
  })
  await setPreview(unit, ticketId, previewOf(await lastPublicText(unit, ticketId)))
}

async function findMessage(
  unit: UnitOfWork,
  actor: Actor,
  side: Side,
  { ticketId, messageId }: Pick<Edit, 'ticketId' | 'messageId'>,
): Promise<KnownMessage> {
  const messages = await findMessages(unit, ticketId, messageId)
  const message = messages.find((one) => one.side === side && one.authorId === actor.userId) ?? messages[0]
  if (message === undefined) throw new Refusal('not_found')
  // A client must not learn from the refusal that a note exists.
  if (side === 'client' && message.kind === 'note') throw new Refusal('not_found')
  return message
}
