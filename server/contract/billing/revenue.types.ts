import * as v from 'valibot'
import { money } from './base.types.ts'
import { count } from '../common.ts'

/** A calendar month of the desk's zone. */
const month = v.pipe(v.string(), v.regex(/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/))

/** The months before this one, the newest first; absent: this month and those before it. */
export const readRevenueInput = v.strictObject({ before: v.optional(month) })

const revenueMonth = v.strictObject({
  month,
  /** What was recorded as paid, by currency. */
  paid: v.array(v.strictObject({ ...money.entries, payments: count })),
  /** Quanta that were sold and that work took, by the ledgers. */
  soldQuanta: count,
  workedQuanta: count,
  /** The work that they are: a quantum of each client is as long as its own account says. */
  soldMinutes: count,
  workedMinutes: count,
})
export type RevenueMonth = v.InferOutput<typeof revenueMonth>
export const revenueView = v.strictObject({
  timeZone: v.string(),
  months: v.array(revenueMonth),
  /** `before` of the months before these; null where nothing was before. */
  nextBefore: v.nullable(month),
})
