import { computed, shallowRef } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { QueueQuery } from '#contract/tickets/queue.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import { titleOf } from '#app/lib/clientTitle.ts'
import { useTexts } from '#app/lib/i18n.ts'
import { useAction } from '#app/lib/useAction.ts'
import { queueTexts } from './queue.texts.ts'
import { useQueueStore } from './queueStore.ts'
import { useTicketActionsStore } from './ticketActionsStore.ts'

/** Taking and handing over straight from the list: what is done is said above it, and so is why it was refused. */
export function useQueueActions(query: Ref<QueueQuery>) {
  const t = useTexts(queueTexts)
  const store = useTicketActionsStore()
  const queue = useQueueStore()
  const notice = shallowRef('')
  const { error, act: attempt, forget } = useAction()
  /** What is handed over stays known while the dialog closes. */
  const assigning: ShallowRef<TicketSummary | null> = shallowRef(null)
  const isAssigning = shallowRef(false)

  /** The client's name of a query, as far as this page has seen it. */
  const clientName = computed(() => {
    const { memberId } = query.value
    const found = queue.clients?.find((client) => client.memberId === memberId)
    return found === undefined ? null : titleOf(found)
  })

  function notify(text: string): void {
    notice.value = text
    forget()
  }

  /** A key that is held down repeats itself. */
  async function act(what: () => unknown): Promise<void> {
    await attempt(() => {
      notice.value = ''
      return what()
    })
  }

  function take(ticketId: string | null): Promise<void> {
    return act(async () => {
      if (ticketId === null) return notify(t('noTicket'))
      const { summary } = await store.take(ticketId)
      notify(t('taken', { number: summary.number }))
    })
  }

  function assign(ticketId: string | null): void {
    void act(async () => {
      if (ticketId === null) return notify(t('noTicket'))
      assigning.value = (await store.read(ticketId)).summary
      isAssigning.value = true
    })
  }

  function assigned(): void {
    notify(t('assigned', { number: assigning.value?.number ?? '' }))
  }

  return { notice, error, assigning, isAssigning, take, assign, assigned, clientName }
}
