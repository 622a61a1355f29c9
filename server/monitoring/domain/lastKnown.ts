/** `isStale`: it could not be read anew. */
export type Known<Value> = { value: Value; readAt: Date; isStale: boolean }

type Reading = { isAwaited: Promise<void> }

/**
 * The last that was read, for as long as it is fresh, and beyond that where it cannot be read anew; one reading at a time. All who
 * ask together wait for one no longer than until `patience` is over; whoever asks later, while it still hangs, does not wait at all.
 * After one that has failed none is tried for `againAfter`. Both times in milliseconds. Throws where nothing was ever read.
 */
export function makeLastKnown<Value>(
  read: (at: Date) => Promise<Value>,
  { freshFor, againAfter, patience }: { freshFor: number; againAfter: number; patience: () => Promise<void> },
): (at: Date) => Promise<Known<Value>> {
  let kept: { value: Value; readAt: Date } | null = null
  let failedAt: number | null = null
  let reading: Reading | null = null

  async function readAnew(at: Date): Promise<void> {
    try {
      kept = { value: await read(at), readAt: at }
      failedAt = null
    } catch {
      failedAt = at.getTime()
    } finally {
      reading = null
    }
  }

  const isFresh = (at: Date) => kept !== null && at.getTime() - kept.readAt.getTime() < freshFor
  const isTooSoon = (at: Date) => failedAt !== null && at.getTime() - failedAt < againAfter

  return async (at) => {
    if (!isFresh(at) && !isTooSoon(at)) {
      reading ??= { isAwaited: Promise.race([readAnew(at), patience()]) }
      await reading.isAwaited
    }
    if (kept === null) throw new Error('nothing is known yet')
    return { ...kept, isStale: !isFresh(at) }
  }
}
