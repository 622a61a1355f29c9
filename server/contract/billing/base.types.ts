import * as v from 'valibot'
import { count, id, memberId, storable, texts } from '../common.ts'

/** Whose account: a client names the desk (null: the one that answers now), a desk names its client. */
export const accountOf = v.variant('side', [
  v.strictObject({ side: v.literal('client'), deskId: v.nullable(id) }),
  v.strictObject({ side: v.literal('desk'), memberId }),
])
export type AccountOf = v.InferOutput<typeof accountOf>

export const accountInput = v.strictObject({ account: accountOf })

const minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))

/** Integer minor units (Q2), as an answer says them. */
export const money = v.strictObject({ minor, currency })

/** Ten billion roubles: no order and no payment is larger, nor all payments of an order together. */
export const mostMinor = 1_000_000_000_000

/** Money that somebody names: every input that has some takes it from here. */
export const namedMoney = v.strictObject({ minor: v.pipe(minor, v.maxValue(mostMinor)), currency })

/** No order is for more. */
export const mostQuanta = 100_000
export const quanta = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostQuanta))

export const validity = v.strictObject({ unit: v.picklist(['days', 'months']), count })

/**
 * Why work waits for a payment (E10): nothing was bought yet, nothing is left, no more may be owed (Q12), or the rest is below the
 * least charge of a ticket (Q16).
 */
export const awaitedPayments = ['nothingBought', 'usedUp', 'owing', 'belowLeast'] as const
export const awaitedPayment = v.picklist(awaitedPayments)
export type AwaitedPayment = (typeof awaitedPayments)[number]

export const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000), storable)

export const page = {
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
}

/** Titles come from the regulation in force; a plan that it does not have any more has none. */
export const planName = { planCode: v.string(), planTitle: v.nullable(texts) }
