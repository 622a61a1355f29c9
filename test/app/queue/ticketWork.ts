import { defineComponent, h, shallowRef } from 'vue'
import type { PropType } from 'vue'
import TicketActions from '#app/queue/TicketActions.vue'
import TicketDialogs from '#app/queue/TicketDialogs.vue'
import type { AskedAction } from '#app/queue/askedAction.ts'
import type { TicketView } from '#contract/tickets/types.ts'

/** The buttons of a ticket and their dialogs, joined as the queue joins them. */
export const TicketWork = defineComponent({
  props: {
    view: { type: Object as PropType<TicketView>, required: true },
    refresh: { type: Function as PropType<() => Promise<void>>, required: true },
  },
  setup(props) {
    const asked = shallowRef<AskedAction | null>(null)
    const ask = (action: AskedAction | null): void => void (asked.value = action)
    return () => [
      h(TicketActions, { ...props, onAsk: ask }),
      h(TicketDialogs, { ...props, asked: asked.value, 'onUpdate:asked': ask }),
    ]
  },
})
