import { Refusal } from '../refusal.ts'

type Bucket = { tokens: number; at: number }

export type Buckets = {
  /** Takes one token of this key's bucket; an empty one refuses with the seconds to wait. */
  take(key: string, at: Date): void
  /** The same for what may as well be left undone: false where the bucket is empty. */
  tryTake(key: string, at: Date): boolean
  /** What was taken for something that turned out well. */
  giveBack(key: string): void
}

const maxBuckets = 50_000

/** As many at once as `burst`, and then a steady pace. */
export function makeBuckets({ burst, perSecond }: { burst: number; perSecond: number }): Buckets {
  const buckets = new Map<string, Bucket>()

  /** In how many seconds there is a token; 0: one was taken. */
  function takeOrWait(key: string, at: Date): number {
    const milliseconds = at.getTime()
    const bucket = bucketAt(key, milliseconds)
    const refilled = Math.min(burst, bucket.tokens + ((milliseconds - bucket.at) / 1000) * perSecond)
    if (refilled < 1) return Math.ceil((1 - refilled) / perSecond)
    // Deleting first keeps the map in order of use, so that the oldest bucket is the one dropped.
    buckets.delete(key)
    buckets.set(key, { tokens: refilled - 1, at: milliseconds })
    const oldest = buckets.size > maxBuckets ? buckets.keys().next().value : undefined
    if (oldest !== undefined) buckets.delete(oldest)
    return 0
  }

  /** A clock that was set back does not keep anybody waiting for the time that it had shown. */
  function bucketAt(key: string, milliseconds: number): Bucket {
    const known = buckets.get(key) ?? { tokens: burst, at: milliseconds }
    if (known.at > milliseconds) known.at = milliseconds
    return known
  }

  return {
    take(key, at) {
      const waitSeconds = takeOrWait(key, at)
      if (waitSeconds > 0) throw new Refusal('too_many_requests', { waitSeconds })
    },
    tryTake: (key, at) => takeOrWait(key, at) === 0,
    giveBack(key) {
      const bucket = buckets.get(key)
      if (bucket !== undefined) bucket.tokens = Math.min(burst, bucket.tokens + 1)
    },
  }
}

/** Far above what a person does, far below what hurts: whoever calls may burst and then go on at a steady pace. */
const ofCalls = makeBuckets({ burst: 120, perSecond: 40 })
/** Of all people of a portal together: a desk of hundreds does not come near it. */
const ofPortals = makeBuckets({ burst: 3000, perSecond: 1000 })

export function takeToken(key: string, at: Date): void {
  ofCalls.take(key, at)
}

/** Whoever opens six sessions, or six sockets, is still one person of one portal. */
export function takeTokensOf(
  { memberId, userId }: { memberId: string; userId: number },
  way: 'calls' | 'frames',
  at: Date,
): void {
  takeToken(`${way}:person:${memberId}:${userId}`, at)
  ofPortals.take(`${way}:${memberId}`, at)
}
