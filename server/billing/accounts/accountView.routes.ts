import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Call } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import type { AccountKey, UsagePlan } from '../domain/accountForUpdate.ts'
import { planTitle } from '../domain/planTitle.ts'
import { quantumPrice } from '../domain/price.ts'
import { refuseStrangers, type AccessDeps, type Entered } from './accountAccess.routes.ts'
import { findAccount, findNames, listPackages, type AccountRow } from './accountReads.sql.ts'
import { loadAccountForUpdate } from './accounts.commands.ts'
import { presentAccount } from './accounts.present.ts'
import { listTimers } from './intervals.sql.ts'
import { countTakenSince } from './ledger.sql.ts'
import { countOrderedOwed } from './orderedOwed.sql.ts'
import { postpaidTerms } from './postpaidTerms.queries.ts'
import type { TicketPort } from './ticket.port.ts'

export type AccountViewDeps = AccessDeps & { ticketPort: TicketPort }

type Reading = Pick<Call, 'at' | 'transaction'>

const shownPackages = 50
const monthMs = 30 * 86_400_000

/** The account as its side reads it; to anybody else there is none. */
export async function readAccountView(
  deps: AccountViewDeps,
  call: Reading,
  { side, ...account }: Entered,
): Promise<AccountView> {
  const { db } = deps
  const { at } = call
  // What the page waits for most: each question to the database costs more than its answer.
  const [found] = await Promise.all([settledAccount(deps, call, account), refuseStrangers(deps, account)])
  const [names, { regulation }, packages, timers, takenIn30Days] = await Promise.all([
    findNames(db, account),
    regulationAt(db, account.deskId, at),
    listPackages(db, account, shownPackages),
    listTimers(db, { by: 'running', account }),
    countTakenSince(db, account, new Date(at.getTime() - monthMs)),
  ])
  if (names === null) throw new Refusal('not_found')
  const row = found ?? nothingBought
  const usage = row.usage === null ? null : await usageView(deps, call, account, { row, usage: row.usage, regulation })
  return presentAccount({ at, side, ...account, names, regulation, row, packages, timers, takenIn30Days, usage })
}

/** What is due by itself has happened before anybody reads the account. */
async function settledAccount(
  { db, ticketPort }: AccountViewDeps,
  { at, transaction }: Reading,
  account: AccountKey,
): Promise<AccountRow | null> {
  const found = await findAccount(db, account)
  if (found === null || found.wakeAt === null || found.wakeAt.getTime() > at.getTime()) return found
  await transaction((unit) => loadAccountForUpdate(unit, ticketPort, account))
  return findAccount(db, account)
}

async function usageView(
  deps: AccountViewDeps,
  { transaction }: Reading,
  account: AccountKey,
  { row, usage, regulation }: { row: AccountRow; usage: UsagePlan; regulation: Regulation },
): Promise<AccountView['usage']> {
  return transaction(async (unit) => {
    const { sold, clientStatus } = await postpaidTerms(unit, deps, account, usage)
    const ordered = await countOrderedOwed(unit.tx, account, unit.at)
    return {
      planCode: usage.planCode,
      planTitle: planTitle(usage.planCode, regulation.plans),
      since: usage.since.toISOString(),
      quantumPrice: quantumPrice(sold, { clientStatus, currency: usage.currency }),
      toOrder: Math.max(0, row.owedQuanta - ordered),
    }
  })
}

const nothingBought: AccountRow = {
  limitQuanta: 0,
  owedQuanta: 0,
  interruptedSince: null,
  entries: 0,
  wakeAt: null,
  usage: null,
}
