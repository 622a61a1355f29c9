import type { TicketState } from './ticketState.ts'
import { useTicketStore } from './ticketStore.ts'

interface OpenTickets {
  ticketOf: (ticketId: string) => TicketState
  load: (ticketId: string) => Promise<void>
  undo: (ticketId: string, linkId: string) => Promise<void>
}

/** The conversations that are open on this page, for whoever acts on one beside it: what it shows, anew, and without a link. */
export function useOpenTickets(): OpenTickets {
  const { ticketOf, load, undo } = useTicketStore()
  return { ticketOf, load, undo }
}
