import type { Conversation } from '#app/tickets/conversation.ts'

/** What finished work has taken on a ticket; `since` where the page has not loaded the ticket from its beginning. */
export function takenIn({ events, hasEarlier }: Pick<Conversation, 'events' | 'hasEarlier'>): {
  quanta: number
  since: string | null
} {
  const quanta = events.reduce((sum, event) => (event.type === 'timer.stopped' ? sum + event.quanta : sum), 0)
  return { quanta, since: hasEarlier ? (events[0]?.at ?? null) : null }
}
