import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { IntervalView, TimerView } from '#contract/billing/timers.types.ts'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** The agent's own running timer, at most one (Q5); it is shown on every page of the desk. */
export const useTimerStore = defineStore('billingTimer', () => {
  const call = useCall()
  const { value, reason, read, keep } = useResource(async () => {
    const { timer } = await call('readOwnTimer', {})
    return { timer, skewMs: timer === null ? 0 : skewOf(timer) }
  })
  const own = computed(() => value.value?.timer ?? null)
  const skewMs = computed(() => value.value?.skewMs ?? 0)
  /** The last stop of this page, so that it can say what was taken. */
  const stopped = shallowRef<IntervalView | null>(null)

  async function start(input: RouteInput<'startTimer'>): Promise<void> {
    stopped.value = null
    const timer = await call('startTimer', input)
    keep({ timer, skewMs: skewOf(timer) })
  }

  async function stop(intervalId: string): Promise<void> {
    const interval = await call('stopTimer', { intervalId })
    stopped.value = interval
    if (own.value?.intervalId === intervalId) keep({ timer: null, skewMs: 0 })
  }

  async function answer(intervalId: string): Promise<void> {
    const timer = await call('answerTimer', { intervalId })
    keep({ timer, skewMs: skewOf(timer) })
  }

  return { own, skewMs, stopped, reason, read, start, stop, answer }
})

function skewOf({ at }: TimerView): number {
  return Date.parse(at) - Date.now()
}
