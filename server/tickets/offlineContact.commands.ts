import type { ContactInput } from '#contract/tickets/types.ts'
import type { Actor } from '#server/platform/actor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { isRepeated, sideOf } from './tickets.commands.ts'
import { change, doerOf, hold, ownersOf, type TicketDeps } from './appendEvents.commands.ts'
import { tellInTicket } from './appendTicketEntry.commands.ts'

/**
 * T12: that somebody of the desk has reached the client by phone or messenger. Both sides read that and when; what was said is
 * a note. It ends no clock: only a public message does (S3).
 */
export async function recordContact(
  unit: Unit,
  deps: TicketDeps,
  actor: Actor,
  { ticketId, messageId, way, text }: ContactInput,
): Promise<void> {
  const held = await hold(unit, ticketId)
  const side = sideOf(actor, ownersOf(held))
  if (side !== 'desk') throw new Refusal('not_allowed')
  const note = { messageId, text }
  if (await isRepeated(unit, actor, ticketId, note)) return
  if (held.ticket.status === 'closed') throw new Refusal('ticket_closed')
  const doer = doerOf(actor, side)
  await change(unit, deps, held, doer, { type: 'addNote', at: unit.at, by: String(actor.userId), side, messageId }, [
    note,
  ])
  await tellInTicket(unit, held, {
    type: 'ticket.contacted',
    actor: doer.actor,
    payload: { way, messageId },
    isPublic: true,
  })
}
