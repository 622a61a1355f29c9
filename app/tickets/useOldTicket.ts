import { computed, type ComputedRef } from 'vue'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { useTicketStore } from './ticketStore.ts'

/** The ticket that goes on in a new one (T1); null where it may not, or is not there. */
export function useOldTicket(ticketId: () => string | null): {
  old: ComputedRef<TicketSummary | null>
  read: (ticketId: string) => Promise<void>
} {
  const store = useTicketStore()
  const old = computed(() => {
    const id = ticketId()
    const view = id === null ? null : store.ticketOf(id).view
    return view?.can.includes('goOn') === true ? view.summary : null
  })
  return { old, read: store.load }
}
