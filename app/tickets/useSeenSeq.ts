import { watch } from 'vue'
import type { Ref } from 'vue'
import { Refused } from '#app/lib/apiError.ts'
import { useTicketStore } from './ticketStore.ts'

/**
 * T8: how far whoever fills a dialog had seen the ticket when it was opened; the server is told with the answer. What a refusal
 * told of has been seen: sent a second time, it goes.
 */
export function useSeenSeq(open: Ref<boolean>, ticketId: () => string) {
  const store = useTicketStore()
  let seenSeq = 0

  watch(
    open,
    (isOpen) => {
      if (isOpen) seenSeq = store.ticketOf(ticketId()).conversation.cursor
    },
    { immediate: true },
  )

  return async function send<Answer>(ask: (seen: { seenSeq?: number }) => Promise<Answer>): Promise<Answer> {
    try {
      // Of a ticket that is not open here nothing has been seen, and nothing is said of it.
      return await ask(seenSeq === 0 ? {} : { seenSeq })
    } catch (error) {
      const told = error instanceof Refused && error.code === 'answered_meanwhile' ? error.details['seq'] : null
      if (typeof told === 'number') seenSeq = told
      throw error
    }
  }
}
