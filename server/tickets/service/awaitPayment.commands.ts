import type { AwaitedPayment } from '#contract/billing/base.types.ts'
import { isInternal } from '#contract/tickets/internal.types.ts'
import { awaitedFor } from '#server/billing/accounts/accounts.queries.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { takeNumbers, type TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { appendForBoth, markOneAwaiting, type EntryForBoth } from './billedTickets.sql.ts'

/** A ticket that enters the queue while service is paused, or before anything was bought (E10), waits from its first moment. */
export async function awaitPayment(
  unit: UnitOfWork,
  ports: TermsPort,
  ticketForUpdate: TicketForUpdate,
): Promise<void> {
  const { ticket } = ticketForUpdate
  if (isInternal({ memberId: ticket.portalId })) return
  const account = { deskId: ticket.deskId, memberId: ticket.portalId }
  const { regulation } = await ports.termsFor(unit, account)
  const why = await awaitedFor(unit, regulation, account, ticket.ticketId)
  if (why === null || !(await markOneAwaiting(unit, ticket.ticketId))) return
  await appendForBoth(unit, [awaitingEntry(ticket.ticketId, { at: unit.at, why })])
  // That entry has got the next number in its own statement: what follows in this unit goes on behind it.
  takeNumbers(ticketForUpdate, true)
}

export function awaitingEntry(ticketId: string, { at, why }: { at: Date; why: AwaitedPayment }): EntryForBoth {
  const payload = { isOwing: why === 'owing', why }
  return { ticketId, type: 'ticket.awaitingPayment', at, actor: theSystem, payload }
}
