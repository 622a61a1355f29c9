import * as v from 'valibot'
import { count, id, instant, memberId, namedInstant, texts } from '../common.ts'
import { channel, code } from '../regulations/base.types.ts'
import { promisedReaction } from '../regulations/reactions.types.ts'
import { accountOf, currency, namedMoney, validity } from './base.types.ts'

const offer = v.strictObject({
  planCode: code,
  title: texts,
  currency,
  /** Null where it is sold in packages of fixed sizes, or billed afterwards. */
  leastQuanta: v.nullable(count),
  valid: v.nullable(validity),
  quantumPriceMinor: v.nullable(count),
  sizes: v.array(v.strictObject({ quanta: count, priceMinor: count })),
  limitQuanta: v.nullable(count),
  reactions: v.array(promisedReaction),
  /** Where clients of this plan write, by the edition of their portal; null: where everybody of this desk does. */
  channels: v.nullable(v.strictObject({ cloud: v.array(channel), box: v.array(channel) })),
})
export type OfferView = v.InferOutput<typeof offer>

/** How work becomes quanta here (Q5, Q12), with an example that the same rules have counted. */
const counting = v.strictObject({
  rounding: v.picklist(['interval', 'ticket', 'day']),
  leastQuantaPerTicket: count,
  timeZone: v.string(),
  askAfterIdleMinutes: count,
  stopAfterMinutes: count,
  stopsAtDayEnd: v.boolean(),
  /** These rules are of an earlier version: they hold until its last package ends, at this instant (E9). */
  until: v.nullable(instant),
  example: v.array(
    v.strictObject({
      /** Wall time of the desk's zone, as `HH:MM`. */
      startsAt: v.string(),
      minutes: count,
      /** 1 for the first ticket of the example, 2 for the second. */
      ticket: count,
      quanta: count,
    }),
  ),
})
export type Counting = v.InferOutput<typeof counting>

export const offersInput = v.strictObject({ account: accountOf, currency: v.optional(currency) })

export const offersView = v.strictObject({
  deskId: id,
  deskName: v.string(),
  clientStatus: count,
  statusTitle: v.nullable(texts),
  statusUntil: v.nullable(instant),
  quantumMinutes: count,
  /** Unpaid orders lapse after so many days; null: nothing is ordered here. */
  lapseDays: v.nullable(count),
  /** All in which plans are sold here, the desk's own first; prices below are in `currency` where the plan has it. */
  currencies: v.array(currency),
  currency: v.nullable(currency),
  plans: v.array(offer),
  /** The plan that is billed afterwards, where one is chosen; `price`: of a quantum, as it is now. */
  usage: v.nullable(v.strictObject({ planCode: code, limitQuanta: count, owed: count, currency })),
  counting,
})
export type OffersView = v.InferOutput<typeof offersView>

/**
 * Q12: what the admin saw and confirmed of a plan that is billed afterwards; `plan` null: back to packages. `instead`: which plan
 * was chosen as the page knew it.
 */
export const choosePlanInput = v.strictObject({
  deskId: id,
  plan: v.nullable(v.strictObject({ planCode: code, limitQuanta: count, quantumPrice: namedMoney })),
  instead: v.nullable(code),
})
export type ChoosePlanInput = v.InferOutput<typeof choosePlanInput>

/** The status's dates: `until` is the end of the licence; null while none is known. */
export const setClientStatusInput = v.strictObject({
  memberId,
  status: v.pipe(count, v.minValue(1), v.maxValue(9)),
  until: v.nullable(namedInstant),
})
