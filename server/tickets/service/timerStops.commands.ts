import type { Billing } from '#server/billing/feature.ts'
import type { AccountKey, AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { isIn } from '../domain/ticketState.ts'

type ServiceDeps = { billing: Pick<Billing, 'accounts' | 'timers'> }

/**
 * For what opens a ticket, ends it or brings it back: the account is locked before the ticket, so that service neither ends nor
 * returns in between, and no timer starts on what is about to end. Null where nothing was ever bought.
 */
export async function loadServiceForUpdate(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  account: AccountKey,
): Promise<AccountForUpdate | null> {
  return billing.accounts.loadForUpdate(unit, account)
}

type Served = { service: AccountForUpdate | null; ticketForUpdate: TicketForUpdate }

/** Q5: timers stop in the transaction in which their ticket is resolved or closed. */
export async function stopTimersOfTicket(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  { service, ticketForUpdate: { ticket } }: Served,
  journalActor: JournalActor,
): Promise<void> {
  if (service === null || !isIn(ticket, ['resolved', 'closed'])) return
  await billing.timers.stopAll(unit, service, { ticketId: ticket.ticketId, cause: 'ticketEnded' }, journalActor)
}

/** E3: a portal that leaves its desk; its running timers stop and are billed at this instant. */
export async function stopTimersOfPortal(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  account: AccountKey,
  journalActor: JournalActor,
): Promise<void> {
  const service = await billing.accounts.loadForUpdate(unit, account)
  if (service !== null) await billing.timers.stopAll(unit, service, { ticketId: null, cause: 'locked' }, journalActor)
}
