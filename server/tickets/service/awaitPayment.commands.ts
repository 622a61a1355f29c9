import { serviceIsPaused } from '#server/billing/accounts/accounts.queries.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { appendForBoth, markOneAwaiting, type EntryForBoth } from './billedTickets.sql.ts'

/** A ticket that enters the queue while service is paused waits from its first moment. */
export async function awaitPayment(unit: UnitOfWork, { ticket }: TicketForUpdate): Promise<void> {
  const account = { deskId: ticket.deskId, memberId: ticket.portalId }
  const paused = await serviceIsPaused(unit, account)
  if (paused === null || !(await markOneAwaiting(unit, ticket.ticketId))) return
  await appendForBoth(unit, [awaitingEntry(ticket.ticketId, { at: unit.at, ...paused })])
}

export function awaitingEntry(ticketId: string, { at, isOwing }: { at: Date; isOwing: boolean }): EntryForBoth {
  return { ticketId, type: 'ticket.awaitingPayment', at, actor: theSystem, payload: { isOwing } }
}
