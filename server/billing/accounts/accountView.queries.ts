import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import { readSnapshot, type Snapshot } from '#server/platform/db/snapshot.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AccountKey, Side, UsagePlan } from '../domain/accountForUpdate.ts'
import { quantumPrice } from '../domain/price.ts'
import type { ReadingDeps } from './accountNow.queries.ts'
import { findNames, listPackages, type PackageRow } from './accountReads.sql.ts'
import { presentAccount, type ShownAccount } from './accounts.present.ts'
import { refuseStrangers } from './strangers.queries.ts'
import type { CustomerTermsPort } from './customer.port.ts'
import { accountFigures, noFigures } from './domain/accountFigures.ts'
import type { AccountNow } from './domain/accountNow.ts'
import { listTimers, type ShownTimer } from './intervals.sql.ts'
import { countTakenSince } from './ledger.sql.ts'
import { countOrderedOwed } from './orderedOwed.sql.ts'
import { planTitles } from './planTitles.queries.ts'
import { postpaidTerms } from './postpaidTerms.queries.ts'
import { workTermsFor } from './workTerms.queries.ts'
import { timerNow } from './shownTimers.queries.ts'

export type AccountViewDeps = ReadingDeps & CustomerTermsPort & { db: Db }

const shownPackages = 50
const monthMs = 30 * 86_400_000

/** The account as its side reads it at this instant; to anybody else there is none. */
export async function findAccountView(
  deps: AccountViewDeps,
  { side, ...account }: AccountKey & { side: Side },
  at: Date,
): Promise<AccountView> {
  const { db } = deps
  // What the page waits for most: each question to the database costs more than its answer.
  const [shown, { names, work, terms }] = await Promise.all([
    readSnapshot(db, at, (snapshot) => accountParts(snapshot, deps, account)),
    refuseStrangers(deps, account).then(() => besidesAccount(deps, account, at)),
  ])
  if (names === null) throw new Refusal('not_found')
  const versions = [terms.version, ...shown.packages.map(({ version }) => version)]
  const titles = await planTitles(db, account.deskId, versions)
  return presentAccount({ at, side, ...account, names, work, terms, titles, ...shown })
}

async function besidesAccount(deps: AccountViewDeps, account: AccountKey, at: Date) {
  const now = { tx: deps.db, at }
  const [names, terms, { regulation }] = await Promise.all([
    findNames(deps.db, account),
    deps.termsFor(now, account),
    workTermsFor(now, deps, account),
  ])
  return { names, terms, work: regulation.work }
}

type Parts = Pick<ShownAccount, 'figures' | 'packages' | 'timers' | 'takenIn30Days' | 'usage'>

async function accountParts(snapshot: Snapshot, deps: AccountViewDeps, account: AccountKey): Promise<Parts> {
  const now = await deps.reads.accountNow(snapshot, account)
  if (now === null) return { figures: noFigures, packages: [], timers: [], takenIn30Days: 0, usage: null }
  const { tx, at } = snapshot
  const { state, entries } = now
  const figures = accountFigures(state)
  const monthAgo = new Date(at.getTime() - monthMs)
  const [packages, timers, takenIn30Days, usage] = await Promise.all([
    listPackages(tx, account, shownPackages),
    runningTimers(snapshot, now),
    countTakenSince(tx, { ...account, unstored: entries }, monthAgo),
    state.usage === null ? null : findUsage(snapshot, deps, account, { usage: state.usage, ...figures }),
  ])
  return { figures, packages: packagesNow(packages, now), timers, takenIn30Days, usage }
}

/** Live ones first, then the newest of the others. */
function packagesNow(rows: readonly PackageRow[], { state }: AccountNow): PackageRow[] {
  const live = new Map(state.account.packages.map((one) => [one.packageId, one]))
  const now = rows.map((row) => {
    const { left, hasEnded } = live.get(row.packageId) ?? row
    return { ...row, left, hasEnded }
  })
  return now.toSorted((one, other) => Number(one.hasEnded) - Number(other.hasEnded)).slice(0, shownPackages)
}

async function runningTimers({ tx }: Snapshot, now: AccountNow): Promise<ShownTimer[]> {
  if (now.state.timers.size === 0) return []
  const rows = await listTimers(tx, { by: 'running', account: now.state })
  return rows.map((row) => timerNow(row, now)).filter(({ stoppedAt }) => stoppedAt === null)
}

async function findUsage(
  snapshot: Snapshot,
  deps: CustomerTermsPort,
  account: AccountKey,
  { usage, owed }: { usage: UsagePlan; owed: number },
): Promise<ShownAccount['usage']> {
  const { sold, clientStatus } = await postpaidTerms(snapshot, deps, account, usage)
  const ordered = await countOrderedOwed(snapshot.tx, account, snapshot.at)
  return {
    planCode: usage.planCode,
    since: usage.since,
    quantumPrice: quantumPrice(sold, { clientStatus, currency: usage.currency }),
    toOrder: Math.max(0, owed - ordered),
  }
}
