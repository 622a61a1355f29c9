import * as v from 'valibot'
import { clientNames, count, id, instant, memberId, sequence, storable } from '../common.ts'
import { accountOf, awaitedPayment, money, page, planName, reason } from './base.types.ts'
import { ledgerEntry } from './ledger.types.ts'
import { timerView } from './timers.types.ts'

export const packageStates = ['live', 'usedUp', 'ended'] as const

export const packageView = v.strictObject({
  packageId: id,
  ...planName,
  /** Bought, and given on top by adjustments: out of so many there are some left. */
  quanta: count,
  left: count,
  startsAt: instant,
  endsAt: instant,
  state: v.picklist(packageStates),
})
export type PackageView = v.InferOutput<typeof packageView>

export const accountView = v.strictObject({
  at: instant,
  side: v.picklist(['client', 'desk']),
  deskId: id,
  deskName: v.string(),
  memberId,
  ...clientNames,
  quantumMinutes: count,
  /** What can be taken now: the quanta left in live packages, and what may still be owed. */
  left: count,
  /** Out of how many: what live packages have got, bought and given on top, and what may be owed. */
  total: count,
  owed: count,
  limitQuanta: count,
  /** The plan that is billed afterwards, where one is chosen (Q12). */
  usage: v.nullable(
    v.strictObject({
      ...planName,
      since: instant,
      /** As it is now; an order keeps what it was at its making. */
      quantumPrice: money,
      /** What is owed and in no open order yet. */
      toOrder: count,
    }),
  ),
  /** Service waits for a payment since then (Q7); null while it goes on, and where nothing was ever bought. */
  interruptedSince: v.nullable(instant),
  /** Why work waits for a payment, also before the first one where there is something to buy; null while it goes on. */
  awaits: v.nullable(awaitedPayment),
  /** What the first work on a ticket takes at least (Q12); 0: no more than it begins. */
  leastCharge: count,
  /** Live ones first, then the newest that are used up or ended; at most fifty. */
  packages: v.array(packageView),
  timers: v.array(timerView),
  /** Taken by work in the last 30 days: what a forecast goes by. */
  takenIn30Days: count,
  entries: count,
})
export type AccountView = v.InferOutput<typeof accountView>

export const listLedgerInput = v.strictObject({
  account: accountOf,
  /** Entries below this number, newest first; absent: the newest. */
  before: v.optional(v.pipe(sequence, v.minValue(1))),
  limit: page.limit,
})

const { by: _by, previousHash: _before, hash: _hash, ...entryFields } = ledgerEntry.entries

export const ledgerLine = v.strictObject({
  ...entryFields,
  /** The sum of all entries up to this one; below 0 under a plan that is billed afterwards. */
  balance: v.number(),
  ticketNumber: v.nullable(v.string()),
  /** Of the work that it is, as it was counted; null for what was no work. */
  quantumMinutes: v.nullable(count),
  byName: v.nullable(v.string()),
})
export type LedgerLine = v.InferOutput<typeof ledgerLine>

/** `before` of the next page; null at the end. */
export const ledgerPage = v.strictObject({ entries: v.array(ledgerLine), nextBefore: v.nullable(sequence) })

const moved = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))

/** The page makes `adjustmentId`; the same id again is the same adjustment. `packageId` null: what is owed. */
export const adjustQuantaInput = v.strictObject({
  memberId,
  adjustmentId: id,
  packageId: v.nullable(id),
  quanta: v.pipe(
    moved,
    v.check((value) => value !== 0, 'is 0'),
  ),
  reason,
})
export type AdjustQuantaInput = v.InferOutput<typeof adjustQuantaInput>

/** What needs attention first: waits for payment, ends next, fewest quanta, name. */
export const listAccountsInput = v.strictObject({
  only: v.optional(v.picklist(['running', 'endingSoon', 'outOfQuanta'])),
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100), storable)),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(400))),
  limit: page.limit,
})

export const accountSummary = v.strictObject({
  memberId,
  ...clientNames,
  quantumMinutes: count,
  left: count,
  total: count,
  owed: count,
  interruptedSince: v.nullable(instant),
  /** The nearest end of a live package. */
  nextEndsAt: v.nullable(instant),
  timers: count,
  openOrders: count,
  openDisputes: count,
})
export type AccountSummary = v.InferOutput<typeof accountSummary>

export const accountPage = v.strictObject({ accounts: v.array(accountSummary), nextCursor: v.nullable(v.string()) })
