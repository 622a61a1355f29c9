import type { Priority } from '#contract/regulations/base.types.ts'
import { openPause } from './clock.ts'
import type { TicketClocks } from './ticketClocks.ts'

/**
 * When the on-duty specialist is paged because chat has not solved a critical incident (T12): so long after the first
 * reaction, without the time in which the ticket was paused. Round the clock, as such portals are answered. Null while there
 * is nothing to page for. A wish that nobody has decided yet counts here, and here alone (T3). Whether the portal's tariff has an on-duty is the caller's question.
 */
export function pageOnDutyAt(
  { stage, promised, firstReaction, resolution }: TicketClocks,
  { minutes, wish }: { minutes: number; wish: Priority | null },
): Date | null {
  const reaction = firstReaction?.end ?? null
  if (stage !== 'open' || resolution === null || reaction?.how !== 'met') return null
  const isCritical = promised?.subject.priority === 'critical' || wish === 'critical'
  if (promised?.subject.category !== 'incident' || !isCritical) return null
  if (openPause(resolution) !== undefined) return null
  let at = reaction.at.getTime() + minutes * 60_000
  for (const { from, to } of resolution.pauses) {
    const pausedFrom = Math.max(from.getTime(), reaction.at.getTime())
    // Once it was paged for, a later pause takes nothing back.
    if (to === null || at <= pausedFrom) break
    at += Math.max(0, to.getTime() - pausedFrom)
  }
  return new Date(at)
}
