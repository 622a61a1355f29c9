import { computed, watch } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import type { Resource } from '#app/lib/useResource.ts'
import { useResource } from '#app/lib/useResource.ts'
import type { TicketReasons } from '#contract/tickets/reasons.types.ts'
import { useTicketActionsStore } from './ticketActionsStore.ts'

export type Reason = TicketReasons['reasons'][number]
export type ReasonAct = Reason['for'][number]
interface Chosen {
  reason: string
  text: string
}

/** What a ticket may be put off or declined for, read when the dialog opens, and the text that each proposes to its client. */
export function useReasons(
  open: Ref<boolean>,
  { ticketId, act, values }: { ticketId: () => string; act: ReasonAct; values: Chosen },
): Pick<Resource<TicketReasons>, 'value' | 'reason' | 'read'> & {
  reasons: ComputedRef<Reason[]>
  chosen: ComputedRef<Reason | null>
} {
  const store = useTicketActionsStore()
  const { value, reason, read } = useResource(() => store.readReasons(ticketId()))
  const reasons = computed(() => value.value?.reasons.filter((one) => one.for.includes(act)) ?? [])
  const chosen = computed(() => reasons.value.find(({ code }) => code === values.reason) ?? null)

  watch(
    open,
    (isOpen) => {
      if (isOpen) void read()
    },
    { immediate: true },
  )
  watch(reasons, (all) => {
    const [only, other] = all
    if (open.value && values.reason === '' && only !== undefined && other === undefined) values.reason = only.code
  })
  // Another reason brings its own words, unless somebody has written theirs.
  watch(chosen, (now, before) => {
    if (now === null) return
    const isTheirs = values.text.trim() !== '' && values.text !== textOf(before ?? null)
    if (!isTheirs) values.text = textOf(now)
  })

  function textOf(one: Reason | null): string {
    return one === null || value.value === null ? '' : one.textForClient[value.value.clientLanguage]
  }

  return { value, reason, read, reasons, chosen }
}
