import { computed, shallowRef } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'
import { toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'
import { useApiErrorText } from './useApiErrorText.ts'

/** What became of it; whoever asks while something is being done is not heard. */
export type ActionOutcome = 'done' | 'refused' | 'busy'

export interface Action {
  isBusy: Readonly<ShallowRef<boolean>>
  reason: Readonly<ShallowRef<ApiError | null>>
  /** The reason in words; empty when there is none. */
  error: ComputedRef<string>
  /** Does it, and nothing else until it is answered. What `refused` does still belongs to it. */
  act: (what: () => unknown, refused?: (reason: ApiError, text: string) => unknown) => Promise<ActionOutcome>
  /** Nothing was refused any more. */
  forget: () => void
}

/** Something that somebody does: one at a time, and why it was refused. `explain` may have words that fit better here. */
export function useAction(explain: (reason: ApiError) => string | null = () => null): Action {
  const errorText = useApiErrorText()
  const isBusy = shallowRef(false)
  const reason = shallowRef<ApiError | null>(null)
  const textOf = (why: ApiError): string => explain(why) ?? errorText(why)

  async function act(...[what, refused]: Parameters<Action['act']>): Promise<ActionOutcome> {
    if (isBusy.value) return 'busy'
    isBusy.value = true
    reason.value = null
    try {
      await what()
      return 'done'
    } catch (error) {
      const why = toApiError(error)
      reason.value = why
      await refused?.(why, textOf(why))
      return 'refused'
    } finally {
      isBusy.value = false
    }
  }

  function forget(): void {
    reason.value = null
  }

  return { isBusy, reason, error: computed(() => (reason.value === null ? '' : textOf(reason.value))), act, forget }
}
