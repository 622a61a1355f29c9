import * as v from 'valibot'
import { channelReasons } from '#contract/channels/types.ts'
import type { Probe } from './domain/probe.ts'

const probe = v.object({
  outboxId: v.string(),
  at: v.string(),
  sent: v.nullable(v.boolean()),
  received: v.nullable(v.boolean()),
  reason: v.nullable(v.picklist(channelReasons)),
})

/** Null: it was never tested. */
export function storedProbe(stored: unknown): Probe | null {
  const read = v.safeParse(probe, stored)
  return read.success ? read.output : null
}
