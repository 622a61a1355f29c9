import { theSystem } from '#server/platform/actor.ts'
import type { JournalActor } from '#server/platform/db/tables.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { openAccount } from '../domain/account.ts'
import { decide } from '../domain/billing.ts'
import type { BillingCommand } from '../domain/billingCommands.ts'
import { emptyHead } from '../domain/chain.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { wholeSecond } from '#server/calendar/seconds.ts'
import { makeSaveEvents } from './saveEvents.commands.ts'
import type { TicketPort } from './ticket.port.ts'
import type { AccountKey, AccountForUpdate } from '../domain/accountForUpdate.ts'
import { catchUp } from './domain/catchUp.ts'
import { findQuestions } from './idlePrompts.queries.ts'
import { type Also, readAccount } from './accountRows.sql.ts'
import { holding, holdUnopened, insertAccount, lockAccount } from './accounts.sql.ts'

export type Accounts = ReturnType<typeof makeAccounts>

/**
 * Accounts under their row locks, and what commands do to them. Locks go in one order everywhere: the portal, then accounts by their
 * keys, then tickets by their ids.
 */
export function makeAccounts({ tickets, termsFor }: { tickets: TicketPort } & TermsPort) {
  const saveEvents = makeSaveEvents({ tickets, termsFor })

  /** With everything that has happened by itself until now; null where nothing was ever bought. */
  async function loadForUpdate(unit: UnitOfWork, key: AccountKey, also: Also = {}): Promise<AccountForUpdate | null> {
    if (!(await lockAccount(unit, key))) return null
    const stored = await readAccount(unit.tx, key, also)
    return stored === null ? null : storeUntilNow(unit, stored)
  }

  /** The same; where there is none, none is opened until the transaction ends. */
  async function loadOrHold(unit: UnitOfWork, key: AccountKey): Promise<AccountForUpdate | null> {
    await holdUnopened(unit, key)
    return loadForUpdate(unit, key)
  }

  /** The first payment opens it. */
  async function openForUpdate(unit: UnitOfWork, key: AccountKey, also: Also = {}): Promise<AccountForUpdate> {
    const accountForUpdate = await loadForUpdate(unit, key, also)
    if (accountForUpdate !== null) return accountForUpdate
    const { hash } = emptyHead(key.deskId, key.memberId)
    await insertAccount(unit, key, openAccount(wholeSecond(unit.at), 0), hash)
    // Somebody else may have opened it at the same moment.
    const opened = await loadForUpdate(unit, key, also)
    if (opened === null) throw new Error('the account was not opened')
    return opened
  }

  /** What has happened by itself until now is stored. */
  async function storeUntilNow(unit: UnitOfWork, stored: AccountForUpdate): Promise<AccountForUpdate> {
    const events = catchUp(stored.account, await findQuestions(unit, tickets, stored), unit.at)
    const isDue = stored.wakeAt !== null && stored.wakeAt.getTime() <= unit.at.getTime()
    return events.length === 0 && !isDue
      ? stored
      : saveEvents(unit, { before: stored, events, journalActor: theSystem })
  }

  /** One command on an account under its lock, by the one arithmetic. */
  async function perform(
    unit: UnitOfWork,
    before: AccountForUpdate,
    command: BillingCommand,
    journalActor: JournalActor,
  ): Promise<AccountForUpdate> {
    return saveEvents(unit, { before, events: decide(before.account, command), journalActor })
  }

  return { loadForUpdate, loadOrHold, holding, openForUpdate, perform, saveEvents }
}
