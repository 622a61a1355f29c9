import * as v from 'valibot'
import { accountOf, money } from './base.types.ts'
import { count, instant, texts } from '../common.ts'
import { code } from '../regulations/base.types.ts'

const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
const comparedDays = [30, 90] as const
/** Of a client without a past: so many quanta a month, for three months. */
export const mostMonthlyQuanta = 300
export const monthsAhead = 3

export const comparePlansInput = v.strictObject({
  account: accountOf,
  currency: v.optional(currency),
  work: v.variant('by', [
    v.strictObject({ by: v.literal('past'), days: v.picklist(comparedDays) }),
    v.strictObject({
      by: v.literal('monthly'),
      quanta: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostMonthlyQuanta)),
    }),
  ]),
})
export type ComparePlansInput = v.InferOutput<typeof comparePlansInput>

const comparedPlan = v.strictObject({
  planCode: code,
  title: texts,
  /** As if a package had been bought whenever none was left, in the sizes that cost least in all, at the prices of now. */
  cost: money,
  /** Of which sizes so many, the largest first. */
  bought: v.array(v.strictObject({ quanta: count, packages: count })),
  packages: count,
  quantaUsed: count,
  /** Paid for, and gone with the end of their package; and those still to be used at the end of the period. */
  quantaExpired: count,
  quantaLeft: count,
  /** Tickets whose first answer would have come within the plan's promise, or after it; null where no past is compared. */
  reactions: v.nullable(v.strictObject({ kept: count, missed: count, open: count, none: count })),
})
export type ComparedPlan = v.InferOutput<typeof comparedPlan>

export const comparison = v.strictObject({
  from: instant,
  until: instant,
  /** What of the past was counted; the newest of them where there was more than is counted at once. */
  intervals: count,
  isWorkCut: v.boolean(),
  tickets: count,
  areTicketsCut: v.boolean(),
  plans: v.array(comparedPlan),
})
export type Comparison = v.InferOutput<typeof comparison>
