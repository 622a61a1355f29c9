/** `isStale`: it could not be read anew. */
export type Known<Value> = { value: Value; readAt: Date; isStale: boolean }

type Kept<Value> = { value: Value; readAt: Date }

/**
 * The last that was read, for as long as it is fresh, and beyond that where it cannot be read anew; one reading at a time. Whoever asks
 * waits for one no longer than `patience`. Throws where nothing was ever read.
 */
export function makeLastKnown<Value>(
  read: (at: Date) => Promise<Value>,
  { freshFor, againAfter, patience }: { freshFor: number; againAfter: number; patience: number },
): (at: Date) => Promise<Known<Value>> {
  let kept: Kept<Value> | null = null
  let failedAt: number | null = null
  let reading: Promise<void> | null = null

  async function readAnew(at: Date): Promise<void> {
    try {
      kept = { value: await read(at), readAt: at }
      failedAt = null
    } catch (error) {
      failedAt = at.getTime()
      if (kept === null) throw error
    } finally {
      reading = null
    }
  }

  const isDue = (at: Date) =>
    (kept === null || at.getTime() - kept.readAt.getTime() >= freshFor) &&
    (kept === null || failedAt === null || at.getTime() - failedAt >= againAfter)

  return async (at) => {
    if (isDue(at)) {
      reading ??= readAnew(at)
      await (kept === null ? reading : soon(reading, patience))
    }
    if (kept === null) throw new Error('nothing is known yet')
    return { ...kept, isStale: at.getTime() - kept.readAt.getTime() >= freshFor }
  }
}

async function soon(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([work, waited])
  clearTimeout(timer)
}
