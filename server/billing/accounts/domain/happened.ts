import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { AccountState, TimerRow } from '../../domain/accountForUpdate.ts'
import type { BillingEvent, NewPackage, StopCause } from '../../domain/billingEvents.ts'
import { chainEntries, headAfter } from '../../domain/chain.ts'
import { entriesOf } from '../../domain/entries.ts'
import { evolve } from '../../domain/evolve.ts'

/** `entry`: where its purchase stands in the ledger. */
export type BoughtPackage = NewPackage & { orderId: string | null; starts: Date; entry: number }
/** `quanta`: of the whole interval, each so long as when it started; the length is null where nothing is known of the interval. */
export type StoppedTimer = {
  intervalId: string
  at: Date
  cause: StopCause
  quanta: number
  quantumMinutes: number | null
}

/** What an account has become, and everything of it that is new: for whoever stores it and for whoever only shows it. */
export type Happened = {
  after: AccountState
  entries: (LedgerEntry & { balance: number })[]
  bought: BoughtPackage[]
  stopped: StoppedTimer[]
}

/** What these events make of an account. `timers`: their rows where a command has changed them. */
export function happen(
  before: AccountState,
  events: readonly BillingEvent[],
  timers: ReadonlyMap<string, TimerRow> = before.timers,
): Happened {
  const account = events.reduce(evolve, before.account)
  const happened: Happened = {
    after: { ...before, account, timers: new Map(timers) },
    entries: [],
    bought: [],
    stopped: [],
  }
  for (const event of events) {
    addEntries(happened, event)
    addPackage(happened, event)
    countQuanta(happened.after, event)
    stopTimer(happened, event)
  }
  return happened
}

function addEntries({ after, entries }: Happened, event: BillingEvent): void {
  for (const content of entriesOf(event)) {
    const entry = chainEntries(after.head, content)
    after.head = headAfter(entry)
    after.balance += entry.quanta
    entries.push({ ...entry, balance: after.balance })
  }
}

function addPackage({ after, bought }: Happened, event: BillingEvent): void {
  if (event.type !== 'package.bought' && event.type !== 'quanta.returned') return
  const orderId = event.type === 'package.bought' ? event.orderId : null
  bought.push({ ...event.package, orderId, starts: event.at, entry: after.head.count })
}

function countQuanta({ timers }: AccountState, event: BillingEvent): void {
  if (event.type !== 'quanta.taken' || event.payers.length === 0) return
  const row = timers.get(event.intervalId)
  if (row !== undefined) timers.set(row.intervalId, { ...row, quanta: row.quanta + event.payers.length })
}

function stopTimer({ after, stopped }: Happened, event: BillingEvent): void {
  if (event.type !== 'timer.stopped') return
  const { intervalId, at, cause } = event
  const row = after.timers.get(intervalId)
  const quantumMinutes = row?.terms.quantumMinutes ?? null
  stopped.push({ intervalId, at, cause, quanta: row?.quanta ?? 0, quantumMinutes })
  after.timers.delete(intervalId)
}
