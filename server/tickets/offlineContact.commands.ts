import { isInternal } from '#contract/tickets/internal.types.ts'
import type { ContactInput } from '#contract/tickets/contact.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { change, loadTicketForUpdate, ticketActorOf } from './appendEvents.commands.ts'
import { appendTicketEntry } from './appendTicketEntry.commands.ts'
import { sideOf } from './domain/side.ts'
import { isTalkOver } from './domain/talk.ts'
import { ownersOf } from './domain/ticketForUpdate.ts'
import { findSentBefore } from './sentBefore.commands.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

/**
 * T12: that somebody of the desk has reached the client by phone or messenger. Both sides read that, when and for how long; what was said is
 * a note. It ends no clock: only a public message does (S3).
 */
export async function recordContact(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, messageId, way, text, talk }: ContactInput,
): Promise<void> {
  const ticketForUpdate = await loadTicketForUpdate(unit, ticketId)
  const owners = ownersOf(ticketForUpdate)
  const side = sideOf(actor, owners)
  if (side !== 'desk' || isInternal(owners)) throw new Refusal('not_allowed')
  const note = { messageId, text }
  const sent = await findSentBefore(unit, actor, ticketId, note)
  if (sent !== null) {
    if (sent.kind !== 'note') throw new Refusal('message_id_reused')
    return
  }
  if (ticketForUpdate.ticket.status === 'closed') throw new Refusal('ticket_closed')
  if (talk !== undefined && !isTalkOver(talk, unit.at)) throw new Refusal('talk_not_over')
  const ticketActor = ticketActorOf(actor, side)
  await change(unit, deps, ticketForUpdate, {
    command: { type: 'addNote', at: unit.at, by: String(actor.userId), side, messageId },
    ticketActor,
    messages: [note],
  })
  await appendTicketEntry(unit, ticketForUpdate, {
    event: { type: 'ticket.contacted', payload: { way, messageId, ...(talk !== undefined && { talk }) } },
    actor: ticketActor.actor,
    isPublic: true,
    isActivity: true,
  })
}
