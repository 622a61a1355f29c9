const second = 1000
const minute = 60 * second
const hour = 60 * minute
const sending = [5 * second, 30 * second, 2 * minute, 10 * minute, hour]
const reading = [5 * second, 30 * second, 2 * minute, 10 * minute]
const longestMilliseconds = 24 * hour

/** A row of the inbox that has failed so often is parked, and the others of its conversation go on. */
export const mostReadings = 5

/** When what was refused for a time is tried again, after so many tries; null: it has been tried for a day. `after`: the vendor's own word. */
export function nextSending(at: Date, { madeAt, tries }: { madeAt: Date; tries: number }, after = 0): Date | null {
  if (at.getTime() - madeAt.getTime() >= longestMilliseconds) return null
  return new Date(at.getTime() + Math.max(after, delayOf(sending, tries)))
}

/** When an event that could not be worked on is looked at again; null: never by itself. */
export function nextReading(at: Date, tries: number): Date | null {
  return tries >= mostReadings ? null : new Date(at.getTime() + delayOf(reading, tries))
}

/** Before an account whose connection has failed so often in a row is connected to again, in milliseconds. */
export function nextConnecting(failures: number): number {
  return Math.min(5 * minute, 2 * second * 2 ** Math.min(failures - 1, 10))
}

function delayOf(delays: readonly number[], tries: number): number {
  return delays[Math.min(Math.max(tries, 1), delays.length) - 1] ?? minute
}
