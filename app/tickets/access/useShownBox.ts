import { computed, onScopeDispose, shallowRef } from 'vue'
import { shownSeconds, type OpenedBox } from '#contract/tickets/access.types.ts'
import { clearIfStill, copyText } from '#app/lib/clipboard.ts'
import { useAccessStore } from './accessStore.ts'

/** One look (T9): what is in a box lives here alone, and a minute at most; what was copied is cleared where the browser allows it. */
export function useShownBox(ticketId: string, accessId: string) {
  const store = useAccessStore()
  const content = shallowRef<OpenedBox['content']>([])
  const secondsLeft = shallowRef(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function hide(): void {
    clearInterval(timer)
    content.value = []
    secondsLeft.value = 0
  }

  async function look(): Promise<void> {
    const opened = await store.look({ ticketId, accessId })
    hide()
    content.value = opened.content
    secondsLeft.value = shownSeconds
    timer = setInterval(() => {
      secondsLeft.value -= 1
      if (secondsLeft.value <= 0) hide()
    }, 1000)
  }

  onScopeDispose(hide)
  return { content, secondsLeft, isShown: computed(() => content.value.length > 0), look, hide, copy }
}

async function copy(value: string): Promise<boolean> {
  const isCopied = await copyText(value)
  if (isCopied) setTimeout(() => void clearIfStill(value), shownSeconds * 1000)
  return isCopied
}
