import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Answering } from '../answering.port.ts'
import { loadTicketForUpdate } from '../appendEvents.commands.ts'
import { lookAhead } from '../beforeOpening.commands.ts'
import { refuseUnlessOver } from '../domain/continuation.ts'
import { ownersOf } from '../domain/ticketForUpdate.ts'
import { openTicket, type JustOpened } from '../openTicket.commands.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { findLink } from './links.sql.ts'
import { linkTickets } from './siblings.commands.ts'

/** One ticket, perhaps as what an old one goes on in (T1); null where more came of it than a new ticket. */
export async function openOne(
  unit: UnitOfWork,
  deps: TicketDeps,
  actor: Actor,
  input: OpenTicketInput,
  answering: Answering,
): Promise<JustOpened | null> {
  const opened = await openTicket(unit, deps, actor, input, await lookAhead(unit, deps, actor, input, answering))
  await continueIn(unit, actor, input, answering)
  return input.continues === undefined ? opened : null
}

/**
 * The link has the id of the new ticket's message, so that a page which sends the same again links nothing twice. The old one has to be
 * the same client's at the same desk; to anybody else it does not exist.
 */
export async function continueIn(
  unit: UnitOfWork,
  actor: Actor,
  { ticketId, messageId: linkId, continues }: OpenTicketInput,
  { deskId }: Answering,
): Promise<void> {
  if (continues === undefined || (await findLink(unit.tx, linkId)) !== null) return
  const old = await loadTicketForUpdate(unit, continues)
  const owners = ownersOf(old)
  if (owners.memberId !== actor.memberId || owners.deskId !== deskId) throw new Refusal('not_found')
  refuseUnlessOver(old.ticket, unit.at)
  const others = [{ linkId, ticketId }]
  await linkTickets(unit, { first: continues, kind: 'continuation', others }, signatureOf(actor, 'client'))
}
