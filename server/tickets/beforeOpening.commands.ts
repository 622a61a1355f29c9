import type { OpenTicketInput } from '#contract/tickets/opening.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Answering } from './answering.port.ts'
import { lookBeforeOpening } from './openedTicket.sql.ts'
import type { TicketDeps } from './ticketDeps.port.ts'

/**
 * T1, A1: a conversation that begins in the app begins with the assistant, where the desk has one. What an old ticket goes on in was with
 * people already. The caller has locked the portal's row, so nobody else of the portal opens this ticket meanwhile.
 */
export async function lookAhead(
  unit: UnitOfWork,
  deps: TicketDeps,
  { memberId }: Pick<Actor, 'memberId'>,
  { ticketId, continues, wantsPerson = false }: Pick<OpenTicketInput, 'ticketId' | 'continues' | 'wantsPerson'>,
  answering: Answering,
): Promise<Answering> {
  const { deskId, hasPeople, known } = answering
  const client = { deskId, memberId }
  const asks = { isOn: deps.assistant.isOn(deskId), holding: deps.billing.accounts.holding(client) }
  const { isThere, isOn } = await lookBeforeOpening(unit, ticketId, asks)
  const found = { ...answering, looked: { isThere } }
  if (continues !== undefined || !isOn) return found
  const { regulation } = known?.terms ?? (await deps.termsFor(unit, client))
  const isSkipped = wantsPerson && hasPeople && regulation.assistant.personOnRequest
  return { ...found, assistant: { isSkipped } }
}
