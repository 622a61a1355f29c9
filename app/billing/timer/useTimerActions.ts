import { shallowRef } from 'vue'
import { toApiError } from '#app/lib/apiError.ts'
import type { ApiError } from '#app/lib/apiError.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { useTimerStore } from './timerStore.ts'

/** Stopping and answering, one at a time; a timer that has stopped meanwhile is no failure, the picture is read anew. */
export function useTimerActions() {
  const errorText = useApiErrorText()
  const store = useTimerStore()
  const isBusy = shallowRef(false)
  const failure = shallowRef('')

  async function attempt(act: () => Promise<void>): Promise<ApiError | null> {
    if (isBusy.value) return null
    isBusy.value = true
    failure.value = ''
    try {
      await act()
      return null
    } catch (error) {
      const reason = toApiError(error)
      failure.value = errorText(reason)
      if (reason.code !== 'unreachable') await store.read()
      return reason
    } finally {
      isBusy.value = false
    }
  }

  return {
    isBusy,
    failure,
    attempt,
    stop: (intervalId: string) => attempt(() => store.stop(intervalId)),
    answer: (intervalId: string) => attempt(() => store.answer(intervalId)),
  }
}
