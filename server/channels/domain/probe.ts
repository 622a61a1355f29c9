import type { ChannelReason } from '#contract/channels/types.ts'

/** An account's last test: the message that it has sent to itself. `sent`, `received` null: not known yet. */
export type Probe = {
  outboxId: string
  at: string
  sent: boolean | null
  received: boolean | null
  reason: ChannelReason | null
}

export function probeOf(outboxId: string, at: Date): Probe {
  return { outboxId, at: at.toISOString(), sent: null, received: null, reason: null }
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
