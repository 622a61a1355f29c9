import { storeToRefs } from 'pinia'
import type { Ref } from 'vue'
import type { TimerView } from '#contract/billing/timers.types.ts'
import { useTimerStore } from './timerStore.ts'

/** The agent's own running timer (Q5), for whoever says how long something took. */
export function useOwnTimer(): Ref<TimerView | null> {
  return storeToRefs(useTimerStore()).own
}
