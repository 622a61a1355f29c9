import { holdAccount, stopTimersOf } from '#server/billing/accounts/accounts.commands.ts'
import type { AccountKey, HeldAccount } from '#server/billing/domain/accountForUpdate.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { Unit } from '#server/platform/db/unitOfWork.ts'
import { isIn } from '../domain/ticketState.ts'
import { inTickets } from './ticketPort.adapter.ts'
import { findOwners } from '../ticketReads.sql.ts'
import type { Held } from '../ticketRow.sql.ts'

/**
 * For what opens a ticket, ends it or brings it back: the account is held before the ticket, so that service neither ends nor
 * returns in between, and no timer starts on what is about to end. Null where nothing was ever bought.
 */
export async function holdService(unit: Unit, account: AccountKey): Promise<HeldAccount | null> {
  return holdAccount(unit, inTickets, account)
}

export async function holdServiceOf(unit: Unit, ticketId: string): Promise<HeldAccount | null> {
  const owners = await findOwners(unit.tx, ticketId)
  return owners === null ? null : holdService(unit, owners)
}

/** Q5: timers stop in the transaction in which their ticket is resolved or closed. */
export async function workEnds(
  unit: Unit,
  service: HeldAccount | null,
  { ticket }: Held,
  doer: JournalActor,
): Promise<void> {
  if (service === null || !isIn(ticket, ['resolved', 'closed'])) return
  await stopTimersOf(unit, inTickets, service, { ticketId: ticket.ticketId, cause: 'ticketEnded' }, doer)
}

/** E3: a portal that leaves its desk; its running timers stop and are billed at this instant. */
export async function workStands(unit: Unit, account: AccountKey, doer: JournalActor): Promise<void> {
  const service = await holdService(unit, account)
  if (service !== null) await stopTimersOf(unit, inTickets, service, { ticketId: null, cause: 'locked' }, doer)
}
