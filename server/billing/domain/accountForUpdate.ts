import type { Account, WorkTerms } from './account.ts'
import type { Head } from './chain.ts'
import type { StopCause } from './billingEvents.ts'

/** Whose quanta, and at which desk. */
export type AccountKey = { deskId: string; memberId: string }
/** Who buys, or who sells and works. */
export type Side = 'client' | 'desk'

/** What only the row of a running timer knows. */
export type TimerRow = {
  intervalId: string
  ticketId: string
  agentId: number
  agentName: string
  startedAt: Date
  terms: WorkTerms
  regulationVersion: number
  quanta: number
  askedAt: Date | null
  askStopsAt: Date | null
  askCause: Extract<StopCause, 'noAnswer' | 'dayEnded'> | null
  answeredAt: Date | null
}

/** The plan that is billed afterwards, as the client's admin confirmed it (Q12). */
export type UsagePlan = { planCode: string; currency: string; version: number; since: Date }

/** An account as its rows have it: the domain's state, the head of its ledger, and the rows of its running timers. */
export type AccountState = AccountKey & {
  account: Account
  head: Head
  balance: number
  /** When something was to happen by itself; null: nothing is. */
  wakeAt: Date | null
  usage: UsagePlan | null
  timers: Map<string, TimerRow>
}

/** The same under its row lock, with everything that has happened until now: what commands decide by. */
export type AccountForUpdate = AccountState
