import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Answering } from '../answering.port.ts'
import { lookAhead } from '../beforeOpening.commands.ts'
import { openTicket } from '../openTicket.commands.ts'
import { loadServiceForOpening } from '../service/timerStops.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { lockTicket } from '../tickets.sql.ts'
import { continueIn } from './continuation.commands.ts'
import { linkTickets } from './siblings.commands.ts'

/**
 * T4: several problems of one text, one ticket each, which know of each other; in one transaction, so that all of them are there or
 * none. What a page sends again after a lost answer is linked once: the link has the id of the further ticket's message. Those that
 * are there already are locked as a merge locks them, the account first and then by their ids, whatever the order of the text.
 */
export async function openTickets(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  inputs: readonly OpenTicketInput[],
  answering: Answering,
): Promise<void> {
  await loadServiceForOpening(unit, deps, { deskId: answering.deskId, memberId: actor.memberId })
  for (const id of inputs.map(({ ticketId }) => ticketId.toLowerCase()).toSorted()) await lockTicket(unit, id)
  for (const input of inputs) {
    await openTicket(unit, deps, actor, input, await lookAhead(unit, deps, actor, input, answering))
  }
  const [first, ...others] = inputs
  if (first === undefined) return
  const siblings = others.map(({ ticketId, messageId }) => ({ linkId: messageId, ticketId }))
  await linkTickets(unit, { first: first.ticketId, kind: 'sibling', others: siblings }, signatureOf(actor, 'client'))
  await continueIn(unit, actor, first, answering)
}
