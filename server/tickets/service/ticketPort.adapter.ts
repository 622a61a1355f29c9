import type { TicketPort } from '#server/billing/accounts/ticket.port.ts'
import { planNames } from '#server/regulations/domain/soldPlan.ts'
import { theSystem } from '#server/platform/actor.ts'
import { awaitingEntry } from './awaitPayment.commands.ts'
import { appendForBoth, findActivity, markAwaiting, markPaid, type EntryForBoth } from './billedTickets.sql.ts'

/** What billing does in tickets (Q5, Q7); it has locked the account, and tickets are locked after it, by their ids. */
export const servicePort: Omit<TicketPort, 'remoteWork'> = {
  write: appendForBoth,
  async serviceIsPaused(unit, account, since) {
    const ticketIds = await markAwaiting(unit, account)
    await appendForBoth(
      unit,
      ticketIds.map((ticketId) => awaitingEntry(ticketId, since)),
    )
  },
  async serviceIsResumed(unit, account, { pausedSince, at, plans }) {
    const waited = await markPaid(unit, account)
    const entries = waited.flatMap(({ ticketId, queuedAt, regulationVersion }): EntryForBoth[] => {
      const inTicket = { ticketId, at, actor: theSystem }
      const paid: EntryForBoth = { ...inTicket, type: 'ticket.paid', payload: {} }
      // When it was queued no plan was live that could have promised anything.
      if (queuedAt < pausedSince) return [paid]
      const payload = { plans: planNames(plans, regulationVersion) }
      return [paid, { ...inTicket, type: 'ticket.planned', payload }]
    })
    await appendForBoth(unit, entries)
  },
  lastActivity: findActivity,
}
