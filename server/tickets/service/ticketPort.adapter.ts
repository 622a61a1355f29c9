import type { TicketPort } from '#server/billing/accounts/ticket.port.ts'
import { serviceIsPaused } from '#server/billing/accounts/accounts.queries.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { findActivity, markAwaiting, markOneAwaiting, markPaid, appendForBoth } from './billedTickets.sql.ts'
import type { TicketForUpdate } from '../ticketRow.sql.ts'

/** What billing does in tickets (Q5, Q7); it holds the account, and tickets are locked after it, by their ids. */
export const ticketPort: TicketPort = {
  write: appendForBoth,
  async serviceIsPaused(unit, account, since) {
    const ticketIds = await markAwaiting(unit, account)
    await appendForBoth(
      unit,
      ticketIds.map((ticketId) => awaiting(ticketId, since)),
    )
  },
  async serviceIsResumed(unit, account, { pausedSince, at, plans }) {
    const waited = await markPaid(unit, account)
    const told = waited.flatMap(({ ticketId, queuedAt }) => [
      { ticketId, type: 'ticket.paid', at, actor: theSystem, payload: {} },
      // When it was queued no plan was live that could have promised anything.
      ...(queuedAt >= pausedSince
        ? [{ ticketId, type: 'ticket.planned', at, actor: theSystem, payload: { plans } }]
        : []),
    ])
    await appendForBoth(unit, told)
  },
  lastActivity: findActivity,
}

/** A ticket that enters the queue while service stands waits from its first moment. */
export async function awaitPayment(unit: UnitOfWork, { ticket }: TicketForUpdate): Promise<void> {
  const account = { deskId: ticket.deskId, memberId: ticket.portalId }
  const standing = await serviceIsPaused(unit, account)
  if (standing === null || !(await markOneAwaiting(unit, ticket.ticketId))) return
  await appendForBoth(unit, [awaiting(ticket.ticketId, { at: unit.at, ...standing })])
}

function awaiting(ticketId: string, { at, isOwing }: { at: Date; isOwing: boolean }) {
  return { ticketId, type: 'ticket.awaitingPayment', at, actor: theSystem, payload: { isOwing } }
}
