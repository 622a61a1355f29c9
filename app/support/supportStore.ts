import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef } from 'vue'
import type { CodePreview, SupportView } from '#contract/connections/types.ts'
import { call } from '#app/lib/api.ts'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { onChanged, onReconnected } from '#app/lib/realtime.ts'

const longestWaitMs = 12 * 3_600_000
/** The clocks of server and page differ a little: asked too early, the answer is still the old one. */
const leastWaitMs = 5_000

const preview = (code: string): Promise<CodePreview> => call('previewCode', { code })

/** Who supports this portal, and the ways to change it. */
export const useSupportStore = defineStore('support', () => {
  const view = shallowRef<SupportView | null>(null)
  const reason = shallowRef<ApiError | null>(null)
  let turn: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  /** Two questions may be on their way after a change; only the later answer counts. */
  async function load(): Promise<void> {
    asked += 1
    const question = asked
    try {
      const answer = await call('readSupport', {})
      if (question === asked) apply(answer)
    } catch (error) {
      const failure = toApiError(error)
      if (question === asked) reason.value = failure
    }
  }

  function apply(answer: SupportView): void {
    asked += 1
    view.value = answer
    reason.value = null
    readAgainAt(answer.entitlement.people.until ?? answer.entitlement.people.from)
  }

  /** "People answer until 19:00" must not stand there at 19:01. */
  function readAgainAt(instant: string | null): void {
    clearTimeout(turn)
    if (instant === null) return
    const wait = Date.parse(instant) - Date.now() + 1_000
    turn = setTimeout(() => void load(), Math.min(Math.max(wait, leastWaitMs), longestWaitMs))
  }

  async function activate(code: string, stateToken: string): Promise<void> {
    apply(await call('activateCode', { code, stateToken }))
  }

  async function returnToStandard(): Promise<void> {
    apply(await call('returnToStandard', { stateToken: view.value?.stateToken ?? '' }))
  }

  async function reconnect(deskId: string): Promise<void> {
    apply(await call('reconnectDesk', { deskId, stateToken: view.value?.stateToken ?? '' }))
  }

  async function dismissTariffChange(at: string): Promise<void> {
    apply(await call('dismissTariffChange', { at }))
  }

  onChanged((what) => {
    if (what === 'support') void load()
  })
  onReconnected(() => void load())
  onScopeDispose(() => clearTimeout(turn))

  return { view, reason, load, preview, activate, returnToStandard, reconnect, dismissTariffChange }
})
