import { onScopeDispose, watch } from 'vue'
import { useFrame } from '#app/lib/frame.ts'

/** How many notices wait: in the title of the page and of the portal around it, and on the application's icon where it has one. */
export function useUnseenInTitle(unseen: () => number): void {
  const frame = useFrame()
  const usual = document.title

  async function show(count: number): Promise<void> {
    const title = count === 0 ? usual : `(${count > 99 ? '99+' : count}) ${usual}`
    document.title = title
    void badge(count).catch(() => undefined)
    const portal = await frame.open()
    portal.setTitle(title)
  }

  // Outside of a portal there is no other title.
  watch(unseen, (count) => void show(count).catch(() => undefined))
  onScopeDispose(() => {
    document.title = usual
  })
}

async function badge(count: number): Promise<void> {
  if (!('setAppBadge' in navigator)) return
  await (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count))
}
