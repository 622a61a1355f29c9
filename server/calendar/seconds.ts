export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const DAY = 86_400 * SECOND

/** Billing knows no fractions of a second (Q5): every instant is cut to the second in which it lies. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SECOND) * SECOND)
}

export function secondAfter(at: Date): Date {
  return new Date(at.getTime() + SECOND)
}

export function later(one: Date, other: Date): Date {
  return one.getTime() < other.getTime() ? other : one
}
