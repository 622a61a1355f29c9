import { useRouter } from 'vue-router'
import type { RouteLocationRaw } from 'vue-router'
import { useFrame } from './frame.ts'

/** Where the portal's own pages open the application; from one face to the other it goes by other addresses. */
const openedByPortal = '/app'

/** P2: a notification's link names a thing, and the application opens at its page; where nothing is named it opens as it always does. */
export function useOpenedAt(pageOf: (named: (name: string) => string) => RouteLocationRaw | null): void {
  const frame = useFrame()
  const router = useRouter()

  async function go(): Promise<void> {
    if (globalThis.location.pathname !== openedByPortal) return
    const { options } = await frame.open()
    const page = pageOf((name) => textOf(options[name]))
    if (page !== null) await router.replace(page)
  }

  // Without a portal around it the page says so itself.
  void go().catch(() => undefined)
}

/** A portal writes the number of a message as a number or as a text. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
