import type { TicketIdentification } from '#contract/tickets/identification.types.ts'
import type { Category, Channel } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'

type Rules = Regulation['identification']

/** I4: whether a code may be asked for what comes this way at all. */
export function asksForCodes(rules: Rules, channel: Channel): boolean {
  return rules?.code?.channels.includes(channel) ?? false
}

/** I4: whether what comes this way, and is this, waits for a one-time code. */
export function isGated(rules: Rules, { channel, category }: { channel: Channel; category: Category | null }): boolean {
  if (category === null || !asksForCodes(rules, channel)) return false
  return rules?.code?.categories.includes(category) ?? false
}

export type OutsideState = { demandedAt: Date | null; provenAt: Date | null }

/** By what was demanded and proven, and what the ticket is now: who says that it is something else opens it again. */
export function stateOf(known: OutsideState, isGatedNow: boolean): TicketIdentification['state'] {
  if (known.provenAt !== null) return 'proven'
  return known.demandedAt !== null || isGatedNow ? 'waiting' : 'open'
}
