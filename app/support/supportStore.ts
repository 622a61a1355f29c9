import { defineStore } from 'pinia'
import { onScopeDispose, watch } from 'vue'
import type { ChangedKey } from '#contract/realtime.ts'
import type { CodePreview } from '#contract/connections/types.ts'
import { useCall } from '#app/lib/api.ts'
import { useRealtime } from '#app/lib/realtime.ts'
import { useResource } from '#app/lib/useResource.ts'

const longestWaitMs = 12 * 3_600_000
/** The clocks of server and page differ a little: asked too early, the answer is still the old one. */
const leastWaitMs = 5_000

/** Who supports this portal, and the ways to change it. */
export const useSupportStore = defineStore('support', () => {
  const call = useCall()
  const { onChanged, onReconnected } = useRealtime()
  const { value: view, reason, read: load, keep } = useResource(() => call('readSupport', {}))
  let turn: ReturnType<typeof setTimeout> | undefined
  watch(view, (now) => readAgainAt(now?.entitlement.people.until ?? now?.entitlement.people.from ?? null))

  /** "People answer until 19:00" must not stand there at 19:01. */
  function readAgainAt(instant: string | null): void {
    clearTimeout(turn)
    if (instant === null) return
    const wait = Date.parse(instant) - Date.now() + 1_000
    turn = setTimeout(() => void load(), Math.min(Math.max(wait, leastWaitMs), longestWaitMs))
  }

  const preview = (code: string): Promise<CodePreview> => call('previewCode', { code })

  async function activate(code: string, stateToken: string): Promise<void> {
    keep(await call('activateCode', { code, stateToken }))
  }

  async function returnToStandard(): Promise<void> {
    keep(await call('returnToStandard', { stateToken: view.value?.stateToken ?? '' }))
  }

  async function reconnect(deskId: string): Promise<void> {
    keep(await call('reconnectDesk', { deskId, stateToken: view.value?.stateToken ?? '' }))
  }

  async function dismissTariffChange(at: string): Promise<void> {
    keep(await call('dismissTariffChange', { at }))
  }

  /** A payment, or the last quantum, changes whether work goes on. */
  function isOfAnsweringDesk(key: ChangedKey | null): boolean {
    return (key?.deskId ?? null) === null || key?.deskId === view.value?.entitlement.deskId
  }

  onChanged((what, key) => {
    if (what === 'support' || (what === 'billing' && isOfAnsweringDesk(key))) void load()
  })
  onReconnected(() => void load())
  onScopeDispose(() => clearTimeout(turn))

  return { view, reason, load, preview, activate, returnToStandard, reconnect, dismissTariffChange }
})
