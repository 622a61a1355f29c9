const minute = 60_000
const delays = [1, 5, 15, 60, 240].map((minutes) => minutes * minute)
const mostMilliseconds = 3 * 24 * 60 * minute

/** When a letter is tried again after so many tries, each time later; null: it has been tried for three days, and is given up. */
export function nextTry(at: Date, madeAt: Date, tries: number): Date | null {
  if (at.getTime() - madeAt.getTime() >= mostMilliseconds) return null
  return new Date(at.getTime() + (delays[Math.min(tries, delays.length) - 1] ?? minute))
}
