import type { TicketEvent } from '#contract/tickets/types.ts'

/** What a page has loaded of a ticket: its events from some point on. */
export interface TicketHistory {
  readonly events: readonly TicketEvent[]
  readonly hasEarlier: boolean
}

/**
 * What finished work has taken on a ticket, and the minutes that those quanta are: each as long as when its work began, or as the
 * account counts now where that is not known. `since` where the page has not loaded the ticket from its beginning.
 */
export function billedQuanta(
  { events, hasEarlier }: TicketHistory,
  quantumMinutes: number,
): {
  quanta: number
  minutes: number
  since: string | null
} {
  const stops = events.filter((event) => event.type === 'timer.stopped')
  return {
    quanta: stops.reduce((sum, stop) => sum + stop.quanta, 0),
    minutes: stops.reduce((sum, stop) => sum + stop.quanta * (stop.quantumMinutes ?? quantumMinutes), 0),
    since: hasEarlier ? (events[0]?.at ?? null) : null,
  }
}
