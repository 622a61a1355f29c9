import { quantaGranted, quantaLeft } from '../../domain/account.ts'
import type { AccountState } from '../../domain/accountForUpdate.ts'

/** What every page says of an account: the balance, the desk's list, the tab in CRM. */
export type AccountFigures = {
  /** What can be taken now, and out of how many. */
  left: number
  total: number
  owed: number
  limitQuanta: number
  /** What the first work on a ticket takes at least. */
  leastCharge: number
  /** Service waits for a payment since then (Q7); null while it goes on, and where nothing was ever bought. */
  interruptedSince: Date | null
  /** The nearest end of a package that still has quanta. */
  nextEndsAt: Date | null
  timers: number
  entries: number
}

export function accountFigures({ account, head, timers }: AccountState): AccountFigures {
  const ends = account.packages.filter(({ hasEnded, left }) => !hasEnded && left > 0).map((one) => one.ends.getTime())
  return {
    left: quantaLeft(account).left,
    total: quantaGranted(account),
    owed: account.owedQuanta,
    limitQuanta: account.limitQuanta,
    leastCharge: account.leastQuanta,
    interruptedSince: head.count === 0 ? null : account.interruptedSince,
    nextEndsAt: ends.length === 0 ? null : new Date(Math.min(...ends)),
    timers: timers.size,
    entries: head.count,
  }
}

/** Of a client that never bought anything. */
export const noFigures: AccountFigures = {
  left: 0,
  total: 0,
  owed: 0,
  limitQuanta: 0,
  leastCharge: 0,
  interruptedSince: null,
  nextEndsAt: null,
  timers: 0,
  entries: 0,
}
