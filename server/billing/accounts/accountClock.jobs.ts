import type { Log } from '#server/platform/log.ts'
import type { DueClock } from '#server/platform/loop.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from './accounts.commands.ts'
import { claimDue, nextDueAt, putOff } from './accounts.sql.ts'

/** Few, because each locks its account and its tickets until all of them are done. */
const accountsAtOnce = 10
/** Only when the clock looks again: whoever needs the account before settles it on the spot. */
const againSeconds = 30

/** What is due by itself in accounts: quanta that begin, timers that stop, packages that end. Returns how many. */
export async function settleDue(unit: UnitOfWork, accounts: Accounts): Promise<number> {
  const due = await claimDue(unit, accountsAtOnce)
  // In the one order of the locks, which `claimDue` has taken already without waiting for anybody.
  for (const account of due) await accounts.loadForUpdate(unit, account)
  return due.length
}

/** Each by itself: one that cannot be settled is put off for a moment, so that no other waits for it. */
export async function settleEach({ transaction, log, accounts }: SettlingDeps): Promise<number> {
  const due = await transaction((unit) => claimDue(unit, accountsAtOnce))
  let settled = 0
  for (const account of due) {
    try {
      await transaction((unit) => accounts.loadForUpdate(unit, account))
      settled += 1
    } catch (error) {
      log.error({ err: error, ...account }, 'an account was not settled and will be looked for again')
      await transaction((unit) => putOff(unit, account, againSeconds))
    }
  }
  return settled
}

/** What is due by itself in accounts, at the very instant of the next; it does not matter which process does it. */
export function accountClock(deps: SettlingDeps): DueClock {
  return {
    name: 'accounts',
    claim: (unit) => settleDue(unit, deps.accounts),
    claimEach: () => settleEach(deps),
    nextDueAt,
  }
}

type SettlingDeps = { transaction: Transaction; log: Pick<Log, 'error'>; accounts: Accounts }
