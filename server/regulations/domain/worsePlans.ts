import type { Plan, Price, Validity } from '#contract/regulations/plans.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { RegulationChange } from '#contract/regulations/types.ts'
import { priceIn } from './prices.ts'
import { byCode, fieldsOf, noLess, noMore, same, type Both, type Worse } from './worseParts.ts'

type Sold = Plan['sold']

/** In every currency and column in which it was sold it costs no more; for as long, in no larger a least package, in all its sizes. */
export const worsePlans: Worse<Regulation['plans']> = byCode(
  fieldsOf<Plan>({
    sold: worseSold,
    // Null lets its clients write wherever everybody may; channels of its own are another promise.
    channels: (place, before, after) =>
      JSON.stringify(before) === JSON.stringify(after) ? [] : same(place, before, after),
  }),
  'more is better',
)

function worseSold(place: string, before: Sold, after: Sold, both: Both): RegulationChange[] {
  if (before.by === 'quantum' && after.by === 'quantum') {
    return [
      ...noMore(`${place}.leastQuanta`, before.leastQuanta, after.leastQuanta, both),
      ...worseValidity(`${place}.valid`, before.valid, after.valid, both),
      ...worsePrices(`${place}.quantumPrices`, before.quantumPrices, after.quantumPrices, both),
    ]
  }
  if (before.by === 'usage' && after.by === 'usage') {
    return [
      ...noLess(`${place}.limitQuanta`, before.limitQuanta, after.limitQuanta, both),
      ...worsePrices(`${place}.quantumPrices`, before.quantumPrices, after.quantumPrices, both),
    ]
  }
  if (before.by === 'size' && after.by === 'size') {
    return [
      ...worseValidity(`${place}.valid`, before.valid, after.valid, both),
      ...worseSizes(`${place}.sizes`, before, after, both),
    ]
  }
  return same(place, before, after)
}

function worseSizes(
  place: string,
  before: Extract<Sold, { by: 'size' }>,
  after: Extract<Sold, { by: 'size' }>,
  both: Both,
): RegulationChange[] {
  return before.sizes.flatMap((size) => {
    const now = after.sizes.find(({ quanta }) => quanta === size.quanta)
    const at = `${place}.${size.quanta}`
    return now === undefined ? same(at, size, undefined) : worsePrices(`${at}.prices`, size.prices, now.prices, both)
  })
}

const worseValidity: Worse<Validity> = fieldsOf<Validity>({ count: noLess })

/** Column by column, as a client finds its price: its own, or the one that is for everybody. */
const worsePrices: Worse<readonly Price[]> = (place, before, after, { before: then }) => {
  const columns = [...new Set([0, ...then.clientStatuses.map(({ status }) => status)])]
  const currencies = [...new Set(before.map(({ currency }) => currency))]
  const isWorse = columns.some((status) =>
    currencies.some((currency) => {
      const price = priceIn(before, status, currency)
      const now = priceIn(after, status, currency)
      return price !== null && (now === null || now > price)
    }),
  )
  return isWorse ? same(place, before, after) : []
}

/** Which price column a client gets, and which one after its licence has ended. */
export const worseStatuses: Worse<Regulation['clientStatuses']> = (place, before, after) =>
  before.flatMap((one) => {
    const now = after.find(({ status }) => status === one.status)
    return same(`${place}.${one.status}`, one, now)
  })
