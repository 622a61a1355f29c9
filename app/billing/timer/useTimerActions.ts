import { useAction } from '#app/lib/useAction.ts'
import type { ActionOutcome } from '#app/lib/useAction.ts'
import { useTimerStore } from './timerStore.ts'

/** Stopping and answering, one at a time; a timer that has stopped meanwhile is no failure, the picture is read anew. */
export function useTimerActions() {
  const store = useTimerStore()
  const { isBusy, reason, error, act, forget } = useAction()

  function attempt(what: () => Promise<void>): Promise<ActionOutcome> {
    return act(what, ({ code }) => (code === 'unreachable' ? undefined : store.read()))
  }

  return {
    isBusy,
    reason,
    error,
    forget,
    attempt,
    stop: (intervalId: string) => attempt(() => store.stop(intervalId)),
    answer: (intervalId: string) => attempt(() => store.answer(intervalId)),
  }
}
