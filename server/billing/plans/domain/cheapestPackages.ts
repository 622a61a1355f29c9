import { mostMinor, mostQuanta } from '#contract/billing/base.types.ts'
import { priceIn } from '#server/regulations/domain/prices.ts'
import { type Buyer, quantumPrice, type Sold } from '../../domain/price.ts'
import { endOf } from '../../domain/validity.ts'

/** A package as it is bought at the instant at which a quantum begins and none is left. */
export type Bought = { at: Date; ends: Date; quanta: number; totalMinor: number; used: number }

type Prepaid = Exclude<Sold, { by: 'usage' }>
/** What the rest costs from one quantum on: of equal costs the one with fewer packages. */
type Rest = { minor: number; packages: number }

/**
 * The sizes that cover all this work at the least cost (Q3), exactly: from the last quantum back, what it costs from each one on is
 * the cheapest package there and then the rest. Prices and quanta are whole numbers, so nothing is estimated. For n quanta it takes
 * n·log n steps where any number is sold, and n times the number of sizes where sizes are.
 */
export function cheapestPackages(begun: readonly Date[], sold: Prepaid, buyer: Buyer, timeZone: string): Bought[] {
  const ends = begun.map((at) => endOf(sold.valid, at, timeZone))
  const covered = ends.map((end) => firstFrom(begun, end))
  const choose = sold.by === 'size' ? ofSizes(sold, buyer) : ofAnyNumber(sold, buyer, begun.length)
  const rests: Rest[] = []
  const chosen: { quanta: number; totalMinor: number }[] = []
  rests[begun.length] = { minor: 0, packages: 0 }
  for (let from = begun.length - 1; from >= 0; from -= 1) {
    const until = covered[from] ?? begun.length
    const best = choose(from, until, rests)
    chosen[from] = best
    rests[from] = after(best.totalMinor, rests[Math.min(from + best.quanta, until)])
  }
  return followed(begun, { ends, covered, chosen })
}

type Choose = (from: number, until: number, rests: readonly Rest[]) => { quanta: number; totalMinor: number }

function ofSizes(sold: Extract<Sold, { by: 'size' }>, buyer: Buyer): Choose {
  const sizes = sold.sizes.flatMap(({ quanta, prices }) => {
    const totalMinor = priceIn(prices, buyer.clientStatus, buyer.currency)
    return totalMinor === null ? [] : [{ quanta, totalMinor }]
  })
  return (from, until, rests) => {
    const costOf = (size: (typeof sizes)[number]) => after(size.totalMinor, rests[Math.min(from + size.quanta, until)])
    return sizes.reduce((best, size) => (isLess(costOf(size), costOf(best)) ? size : best))
  }
}

/**
 * Any number from the least on, all at one price: more than the least is worth it only as far as it is used. Then a package that
 * reaches to the quantum `j` costs the price times (j - from), so the cheapest `j` is the one with the least of price · j + its rest.
 */
function ofAnyNumber(sold: Extract<Sold, { by: 'quantum' }>, buyer: Buyer, count: number): Choose {
  const { minor: price } = quantumPrice(sold, buyer)
  const most = Math.min(mostQuanta, price === 0 ? mostQuanta : Math.floor(mostMinor / price))
  const reaches = leastOfRange(count + 1)
  const packageOf = (quanta: number) => ({ quanta, totalMinor: quanta * price })
  return (from, until, rests) => {
    const next = rests[from + 1] ?? { minor: 0, packages: 0 }
    reaches.set(from + 1, { minor: price * (from + 1) + next.minor, packages: next.packages })
    const least = packageOf(sold.leastQuanta)
    const reach = reaches.leastIn(from + sold.leastQuanta + 1, Math.min(from + most, until))
    if (reach === null) return least
    const larger = packageOf(reach - from)
    const costOf = (one: typeof least) => after(one.totalMinor, rests[Math.min(from + one.quanta, until)])
    return isLess(costOf(larger), costOf(least)) ? larger : least
  }
}

function followed(
  begun: readonly Date[],
  by: { ends: readonly Date[]; covered: readonly number[]; chosen: readonly { quanta: number; totalMinor: number }[] },
): Bought[] {
  const bought: Bought[] = []
  for (let from = 0; from < begun.length;) {
    const [at, ends, until, chosen] = [begun[from], by.ends[from], by.covered[from], by.chosen[from]]
    if (at === undefined || ends === undefined || until === undefined || chosen === undefined) break
    const used = Math.min(chosen.quanta, until - from)
    bought.push({ at, ends, used, ...chosen })
    from += used
  }
  return bought
}

/** The place of the first instant that is not before this one; they come in order. */
function firstFrom(instants: readonly Date[], from: Date): number {
  let [low, high] = [0, instants.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((instants[middle]?.getTime() ?? Infinity) < from.getTime()) low = middle + 1
    else high = middle
  }
  return low
}

function after(totalMinor: number, rest: Rest | undefined): Rest {
  return { minor: totalMinor + (rest?.minor ?? 0), packages: 1 + (rest?.packages ?? 0) }
}

function isLess(one: Rest, other: Rest): boolean {
  return one.minor < other.minor || (one.minor === other.minor && one.packages < other.packages)
}

/** Places with a value each, and the place of the least value between two of them, in a number of steps that grows with log n. */
function leastOfRange(size: number) {
  const values: (Rest | undefined)[] = Array.from({ length: size })
  /** A binary tree laid out flat: each node holds the place of the least value below it; -1 where there is none. */
  const tree = new Int32Array(2 * size).fill(-1)

  function lesser(one = -1, other = -1): number {
    const [first, second] = [values[one], values[other]]
    if (first === undefined) return other
    if (second === undefined) return one
    return isLess(second, first) ? other : one
  }

  return {
    set(place: number, value: Rest): void {
      values[place] = value
      tree[place + size] = place
      for (let node = (place + size) >> 1; node >= 1; node >>= 1) {
        tree[node] = lesser(tree[2 * node], tree[2 * node + 1])
      }
    },
    /** Both ends belong to it; null where it is empty. */
    leastIn(first: number, last: number): number | null {
      let least = -1
      for (let from = first + size, to = last + size + 1; from < to; from >>= 1, to >>= 1) {
        if (from % 2 === 1) {
          least = lesser(least, tree[from])
          from += 1
        }
        if (to % 2 === 1) {
          to -= 1
          least = lesser(least, tree[to])
        }
      }
      return least < 0 ? null : least
    },
  }
}
