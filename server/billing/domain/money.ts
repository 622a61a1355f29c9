/** Never floating point: whole minor units of one currency (Q2). */
export type Money = { minor: number; currency: string }

export function times(price: Money, count: number): Money {
  return { minor: whole(whole(price.minor) * whole(count)), currency: price.currency }
}

export function sum(one: Money, other: Money): Money {
  if (one.currency !== other.currency) throw new RangeError(`${one.currency} and ${other.currency} have no sum`)
  return { minor: whole(whole(one.minor) + whole(other.minor)), currency: one.currency }
}

/** Beyond the safe integers an addition silently loses units: such a sum is a bug, not a price. */
function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of minor units or quanta`)
  return value
}

/** How many digits of this currency are minor units: 2 of the rouble, none of the yen. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
