import { Refusal } from '../refusal.ts'

type Bucket = { tokens: number; at: number }

/** Far above what a person does, far below what hurts: every session may burst and then go on at a steady pace. */
const burst = 120
const perSecond = 40
const maxBuckets = 50_000

const buckets = new Map<string, Bucket>()

/** Takes one token of this key's bucket; an empty one refuses with the seconds to wait. */
export function takeToken(key: string, at: Date): void {
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
