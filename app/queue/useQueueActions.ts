import { computed, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { QueueQuery } from '#contract/queue.ts'
import type { TicketSummary } from '#contract/tickets.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { reasonOf } from '#app/lib/apiError.ts'
import { useWords } from '#app/lib/useApiErrorText.ts'
import { queueMessages } from './queue.texts.ts'
import { useQueueStore } from './queueStore.ts'
import { useTicketActionsStore } from './ticketActionsStore.ts'

/** Taking and handing over straight from the list: what is done is said above it, and so is why it was refused. */
export function useQueueHands(query: Ref<QueueQuery>) {
  const t = useTexts(queueMessages)
  const words = useWords()
  const store = useTicketActionsStore()
  const queue = useQueueStore()
  const told = shallowRef('')
  const isRefused = shallowRef(false)
  /** What is handed over stays known while the dialog closes. */
  const assigning: ShallowRef<TicketSummary | null> = shallowRef(null)
  const isAssigning = shallowRef(false)
  let isBusy = false

  /** The client's name of a query, as far as this page has seen it. */
  const clientName = computed(() => {
    const { memberId } = query.value
    return queue.clients.find((client) => client.memberId === memberId)?.portalName ?? null
  })

  function tell(text: string): void {
    told.value = text
    isRefused.value = false
  }

  async function act(what: () => Promise<void>): Promise<void> {
    // A key that is held down repeats itself.
    if (isBusy) return
    isBusy = true
    told.value = ''
    try {
      await what()
    } catch (error) {
      told.value = words(reasonOf(error))
      isRefused.value = true
    } finally {
      isBusy = false
    }
  }

  function take(ticketId: string | null): Promise<void> {
    return act(async () => {
      if (ticketId === null) return tell(t('noTicket'))
      const { summary } = await store.take(ticketId)
      tell(t('taken', { number: summary.number }))
    })
  }

  function assign(ticketId: string | null): void {
    void act(async () => {
      if (ticketId === null) return tell(t('noTicket'))
      assigning.value = (await store.read(ticketId)).summary
      isAssigning.value = true
    })
  }

  function assigned(): void {
    tell(t('assigned', { number: assigning.value?.number ?? '' }))
  }

  return { told, isRefused, assigning, isAssigning, take, assign, assigned, clientName }
}
