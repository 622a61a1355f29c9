import type { Billing } from '#server/billing/feature.ts'
import type { AccountKey, AccountForUpdate } from '#server/billing/domain/accountForUpdate.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { TicketForUpdate } from '../domain/ticketForUpdate.ts'
import { isIn } from '../domain/ticketState.ts'

type ServiceDeps = { billing: Pick<Billing, 'accounts' | 'timers'> }

/**
 * For what ends a ticket or brings it back: the account is locked before the ticket, so that service neither ends nor
 * returns in between, and no timer starts on what is about to end. Null where nothing was ever bought.
 */
export async function loadServiceForUpdate(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  account: AccountKey,
  ticketId?: string,
): Promise<AccountForUpdate | null> {
  return billing.accounts.loadForUpdate(unit, account, ticketId === undefined ? {} : { ticketIds: [ticketId] })
}

/** The same for what opens one: where nothing was ever bought nothing is until the transaction ends. */
export async function loadServiceForOpening(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  account: AccountKey,
): Promise<AccountForUpdate | null> {
  return billing.accounts.loadOrHold(unit, account)
}

type Served = { service: AccountForUpdate | null; ticketForUpdate: TicketForUpdate }

/**
 * Q5: timers stop in the transaction in which their ticket is resolved or closed. Q16: with it may end the last one that could run
 * a rest down, and with one that is back service may be.
 */
export async function followTicket(
  unit: UnitOfWork,
  { billing }: ServiceDeps,
  { service, ticketForUpdate: { ticket } }: Served,
  journalActor: JournalActor,
): Promise<void> {
  if (service === null) return
  const { ticketId } = ticket
  const isOver = isIn(ticket, ['resolved', 'closed'])
  const stopped = isOver
    ? await billing.timers.stopAll(unit, service, { ticketId, cause: 'ticketEnded' }, journalActor)
    : service
  const command = { type: isOver ? 'endTicket' : 'reopenTicket', at: unit.at, ticketId } as const
  await billing.accounts.perform(unit, stopped, command, journalActor)
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
