import * as v from 'valibot'
import { channelReasons } from '#contract/channels/types.ts'

/** An account's last test: the message that it has sent to itself. `sent`, `received` null: not known yet. */
const probe = v.object({
  outboxId: v.string(),
  at: v.string(),
  sent: v.nullable(v.boolean()),
  received: v.nullable(v.boolean()),
  reason: v.nullable(v.picklist(channelReasons)),
})
export type Probe = v.InferOutput<typeof probe>

export function probeOf(outboxId: string, at: Date): Probe {
  return { outboxId, at: at.toISOString(), sent: null, received: null, reason: null }
}

/** Null: it was never tested. */
export function storedProbe(stored: unknown): Probe | null {
  const read = v.safeParse(probe, stored)
  return read.success ? read.output : null
}

const patienceMilliseconds = 3 * 60_000

/** As it is shown: what has not come back after minutes does not come. */
export function shownProbe(
  { at, sent, received, reason }: Probe,
  now: Date,
): Pick<Probe, 'at' | 'sent' | 'received' | 'reason'> {
  const isLate = received === null && now.getTime() - new Date(at).getTime() > patienceMilliseconds
  if (!isLate) return { at, sent, received, reason }
  return { at, sent, received: false, reason: reason ?? 'notArrived' }
}
