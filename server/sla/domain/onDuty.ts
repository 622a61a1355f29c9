import { openPause } from './clock.ts'
import type { TicketClocks } from './ticketClocks.ts'

/**
 * When the on-duty specialist is paged because chat has not solved a critical incident (T12): so long after the first
 * reaction, without the time in which the ticket was paused. Round the clock, as such portals are answered. Null while there
 * is nothing to page for; whether the portal's tariff has an on-duty is the caller's question.
 */
export function pageOnDutyAt(
  { stage, promised, firstReaction, resolution }: TicketClocks,
  minutes: number,
): Date | null {
  const reaction = firstReaction?.end ?? null
  if (stage !== 'open' || resolution === null || reaction?.how !== 'met') return null
  if (promised?.subject.category !== 'incident' || promised.subject.priority !== 'critical') return null
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
