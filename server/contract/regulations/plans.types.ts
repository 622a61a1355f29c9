import * as v from 'valibot'
import { channelsByEdition } from './answering.types.ts'
import { calendarName, code, days, listOf, positive, someOf, whole, words } from './base.types.ts'

const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
const status = v.pipe(positive, v.maxValue(9))

/** Which price column a client gets. */
export const clientStatus = v.strictObject({
  status,
  title: words,
  meaning: words,
  /** The status after the licence has ended that this one goes with; null where it has no end. */
  afterLicenceEnds: v.nullable(status),
})

/** Null: the one column that is for everybody. */
const price = v.strictObject({ clientStatus: v.nullable(status), currency, minor: whole })
export type Price = v.InferOutput<typeof price>

/** Days are 24 hours each; a month ends on the same local date. */
const validity = v.strictObject({ unit: v.picklist(['days', 'months']), count: days })
export type Validity = v.InferOutput<typeof validity>

const sold = v.variant('by', [
  /** Any number of quanta from the least on, prepaid. */
  v.strictObject({
    by: v.literal('quantum'),
    leastQuanta: positive,
    valid: validity,
    quantumPrices: someOf(price),
  }),
  /** Packages of fixed sizes, prepaid, each with its price. */
  v.strictObject({
    by: v.literal('size'),
    valid: validity,
    sizes: someOf(v.strictObject({ quanta: positive, prices: someOf(price) })),
  }),
  /** Without packages: billed afterwards from the ledger, up to so many owed quanta. */
  v.strictObject({ by: v.literal('usage'), limitQuanta: positive, quantumPrices: someOf(price) }),
])

export const plan = v.strictObject({
  code,
  title: words,
  sold,
  /** Where this plan's clients may write; null for where everybody may. */
  channels: v.nullable(channelsByEdition),
})
export type Plan = v.InferOutput<typeof plan>

/** How work is timed and counted (Q5, Q11, Q12). */
export const work = v.strictObject({
  /** The working day at whose end the timer stops; its zone says when a day begins. */
  calendar: calendarName,
  quantumMinutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(60)),
  rounding: v.picklist(['interval', 'ticket', 'day']),
  /** Taken at the first start on a ticket; 0 for none. */
  leastQuantaPerTicket: v.pipe(whole, v.maxValue(1000)),
  timer: v.strictObject({
    askAfterIdleMinutes: v.pipe(positive, v.maxValue(1440)),
    stopAfterMinutes: v.pipe(positive, v.maxValue(120)),
    /** Asks so long before the working day ends, then stops; null works on. */
    askBeforeDayEndsMinutes: v.nullable(v.pipe(positive, v.maxValue(120))),
  }),
})

/** Unpaid orders lapse after so many days, also those for what is owed; null where nothing is sold. */
export const orders = v.nullable(v.strictObject({ lapseDays: days }))
export const plans = listOf(plan)
