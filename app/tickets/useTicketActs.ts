import type { RouteInput } from '#contract/routes.ts'
import { useTicketStore } from './ticketStore.ts'

/** For features whose pages open tickets, or do something in one that this page shows. */
export function useTicketActs() {
  const store = useTicketStore()
  return {
    openNew: async (input: RouteInput<'openTicket'>): Promise<void> => void (await store.openNew(input)),
    /** What was done comes as everything in a ticket does; what may be done now is asked. */
    reread: (ticketId: string): Promise<void> => store.load(ticketId),
  }
}
