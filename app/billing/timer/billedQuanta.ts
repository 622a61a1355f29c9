import type { TicketEvent } from '#contract/tickets/types.ts'

/** What a page has loaded of a ticket: its events from some point on. */
export interface TicketHistory {
  readonly events: readonly TicketEvent[]
  readonly hasEarlier: boolean
}

/** What finished work has taken on a ticket; `since` where the page has not loaded the ticket from its beginning. */
export function billedQuanta({ events, hasEarlier }: TicketHistory): {
  quanta: number
  since: string | null
} {
  const quanta = events.reduce((sum, event) => (event.type === 'timer.stopped' ? sum + event.quanta : sum), 0)
  return { quanta, since: hasEarlier ? (events[0]?.at ?? null) : null }
}
