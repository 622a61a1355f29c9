import type { InTickets } from '#server/billing/accounts/ticket.port.ts'
import { serviceStands } from '#server/billing/accounts/accounts.commands.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { findActivity, markAwaiting, markOneAwaiting, markPaid, tellBoth } from './billedTickets.sql.ts'
import type { Held } from '../ticketRow.sql.ts'

/** What billing does in tickets (Q5, Q7); it holds the account, and tickets are locked after it, by their ids. */
export const inTickets: InTickets = {
  write: tellBoth,
  async serviceStands(unit, account, since) {
    const ticketIds = await markAwaiting(unit, account)
    await tellBoth(
      unit,
      ticketIds.map((ticketId) => awaiting(ticketId, since)),
    )
  },
  async serviceGoesOn(unit, account, { stoodSince, at, plans }) {
    const waited = await markPaid(unit, account)
    const told = waited.flatMap(({ ticketId, queuedAt }) => [
      { ticketId, type: 'ticket.paid', at, actor: theSystem, payload: {} },
      // When it was queued no plan was live that could have promised anything.
      ...(queuedAt >= stoodSince
        ? [{ ticketId, type: 'ticket.planned', at, actor: theSystem, payload: { plans } }]
        : []),
    ])
    await tellBoth(unit, told)
  },
  lastActivity: findActivity,
}

/** A ticket that enters the queue while service stands waits from its first moment. */
export async function awaitPayment(unit: Unit, { ticket }: Held): Promise<void> {
  const account = { deskId: ticket.deskId, memberId: ticket.portalId }
  const standing = await serviceStands(unit, account)
  if (standing === null || !(await markOneAwaiting(unit, ticket.ticketId))) return
  await tellBoth(unit, [awaiting(ticket.ticketId, { at: unit.at, ...standing })])
}

function awaiting(ticketId: string, { at, isOwing }: { at: Date; isOwing: boolean }) {
  return { ticketId, type: 'ticket.awaitingPayment', at, actor: theSystem, payload: { isOwing } }
}
