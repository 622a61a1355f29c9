import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Log } from '#server/platform/log.ts'
import type { UnitOfWork, Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Accounts } from './accounts.commands.ts'
import { claimDue, nextDueAt, putOff } from './accounts.sql.ts'

/** Also the longest that something waits which another process has brought nearer. */
const everyMilliseconds = 1000
/** What is due but locked by another process is looked for again after a moment. */
const leastMilliseconds = 50
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

/** Runs in every process, as the alarms do: looks each second, and at the very instant of what is due next. */
export function startAccountClock({ db, transaction, log, accounts, lapseOrders }: AccountClockDeps): {
  stop: () => Promise<void>
} {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running = round()

  async function settleAll(): Promise<void> {
    const settled = await transaction((unit) => settleDue(unit, accounts)).catch((error: unknown) => {
      log.error({ err: error }, 'accounts were not settled together and are tried one by one')
      return settleEach({ transaction, log, accounts })
    })
    const lapsed = await transaction(lapseOrders)
    if (settled + lapsed > 0 && !isStopped) await settleAll()
  }

  async function round(): Promise<void> {
    let wait = everyMilliseconds
    try {
      await settleAll()
      const next = await nextDueAt(db)
      if (next !== null) wait = Math.min(wait, Math.max(leastMilliseconds, next.getTime() - now().getTime()))
    } catch (error) {
      log.error({ err: error }, 'accounts were not settled and will be looked for again')
    }
    if (!isStopped) timer = setTimeout(() => (running = round()), wait)
  }

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}

type SettlingDeps = { transaction: Transaction; log: Pick<Log, 'error'>; accounts: Accounts }
type AccountClockDeps = SettlingDeps & {
  db: Db
  /** Orders whose days are over go by the same clock; returns how many. */
  lapseOrders: (unit: UnitOfWork) => Promise<number>
}
