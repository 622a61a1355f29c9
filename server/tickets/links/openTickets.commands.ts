import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Answering } from '../answering.port.ts'
import { openTicket } from '../openTicket.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { linkTickets } from './siblings.commands.ts'

/**
 * T4: several problems of one text, one ticket each, which know of each other; in one transaction, so that all of them are there or
 * none. What a page sends again after a lost answer is linked once: the link has the id of the further ticket's message.
 */
export async function openTickets(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  inputs: readonly OpenTicketInput[],
  answering: Answering,
): Promise<void> {
  for (const input of inputs) await openTicket(unit, deps, actor, input, answering)
  const [first, ...others] = inputs
  if (first === undefined) return
  const siblings = others.map(({ ticketId, messageId }) => ({ linkId: messageId, ticketId }))
  await linkTickets(unit, { first: first.ticketId, siblings }, signatureOf(actor, 'client'))
}
