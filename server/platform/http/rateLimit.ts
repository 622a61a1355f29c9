import { Refusal } from '../refusal.ts'

type Bucket = { tokens: number; at: number }
type Limit = { burst: number; perSecond: number }

/** Far above what a person does, far below what hurts: whoever calls may burst and then go on at a steady pace. */
const one: Limit = { burst: 120, perSecond: 40 }
/** Of all people of a portal together: a desk of hundreds does not come near it. */
const ofPortal: Limit = { burst: 3000, perSecond: 1000 }
const maxBuckets = 50_000

const buckets = new Map<string, Bucket>()

/** Takes one token of this key's bucket; an empty one refuses with the seconds to wait. */
export function takeToken(key: string, at: Date, { burst, perSecond }: Limit = one): void {
  const milliseconds = at.getTime()
  const bucket = buckets.get(key) ?? { tokens: burst, at: milliseconds }
  const refilled = Math.min(burst, bucket.tokens + (Math.max(0, milliseconds - bucket.at) / 1000) * perSecond)
  if (refilled < 1) throw new Refusal('too_many_requests', { waitSeconds: 1 })
  // Deleting first keeps the map in order of use, so that the oldest bucket is the one dropped.
  buckets.delete(key)
  buckets.set(key, { tokens: refilled - 1, at: milliseconds })
  const oldest = buckets.size > maxBuckets ? buckets.keys().next().value : undefined
  if (oldest !== undefined) buckets.delete(oldest)
}

/** Whoever opens six sessions, or six sockets, is still one person of one portal. */
export function takeTokensOf(
  { memberId, userId }: { memberId: string; userId: number },
  way: 'calls' | 'frames',
  at: Date,
): void {
  takeToken(`${way}:person:${memberId}:${userId}`, at)
  takeToken(`${way}:portal:${memberId}`, at, ofPortal)
}
