import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { openAccount } from '../domain/account.ts'
import { decide } from '../domain/billing.ts'
import type { BillingCommand } from '../domain/billingCommands.ts'
import { emptyHead } from '../domain/chain.ts'
import { wholeSecond } from '#server/calendar/seconds.ts'
import { saveEvents } from './saveEvents.commands.ts'
import type { TicketPort } from './ticket.port.ts'
import type { AccountKey, AccountForUpdate } from '../domain/accountForUpdate.ts'
import { catchUp } from './domain/catchUp.ts'
import { findQuestions } from './idlePrompts.queries.ts'
import { type Also, readAccount } from './accountRows.sql.ts'
import { insertAccount, lockAccount } from './accounts.sql.ts'

/**
 * The account under its row lock with everything that has happened by itself until now; null where nothing was ever bought.
 * Locks go in one order everywhere: the portal, then accounts by their keys, then tickets by their ids.
 */
export async function loadAccountForUpdate(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  key: AccountKey,
  also: Also = {},
): Promise<AccountForUpdate | null> {
  if (!(await lockAccount(unit, key))) return null
  const accountForUpdate = await readAccount(unit.tx, key, also)
  return accountForUpdate === null ? null : storeUntilNow(unit, ticketPort, accountForUpdate)
}

/** The first payment opens it. */
export async function openAccountForUpdate(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  key: AccountKey,
  also: Also = {},
): Promise<AccountForUpdate> {
  const accountForUpdate = await loadAccountForUpdate(unit, ticketPort, key, also)
  if (accountForUpdate !== null) return accountForUpdate
  const { hash } = emptyHead(key.deskId, key.memberId)
  await insertAccount(unit, key, openAccount(wholeSecond(unit.at), 0), hash)
  // Somebody else may have opened it at the same moment.
  const opened = await loadAccountForUpdate(unit, ticketPort, key, also)
  if (opened === null) throw new Error('the account was not opened')
  return opened
}

/** What has happened by itself until now is stored. */
async function storeUntilNow(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
): Promise<AccountForUpdate> {
  const { account, wakeAt } = accountForUpdate
  const events = catchUp(account, await findQuestions(unit, ticketPort, accountForUpdate), unit.at)
  const isDue = wakeAt !== null && wakeAt.getTime() <= unit.at.getTime()
  return events.length === 0 && !isDue
    ? accountForUpdate
    : saveEvents(unit, ticketPort, accountForUpdate, events, theSystem)
}

/** One command on an account under its lock, by the one arithmetic. */
export async function perform(
  unit: UnitOfWork,
  ticketPort: TicketPort,
  accountForUpdate: AccountForUpdate,
  command: BillingCommand,
  journalActor: JournalActor,
): Promise<AccountForUpdate> {
  return saveEvents(unit, ticketPort, accountForUpdate, decide(accountForUpdate.account, command), journalActor)
}
