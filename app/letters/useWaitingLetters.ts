import { computed, type ComputedRef } from 'vue'
import { useLive } from '#app/lib/useResource.ts'
import { useWaitingLettersStore } from './lettersStore.ts'

/** For the number beside the section: letters that wait for whoever looks, and how many of them are late. */
export function useWaitingLetters(): { waiting: ComputedRef<number>; overdue: ComputedRef<number> } {
  const store = useWaitingLettersStore()
  useLive(['letters'], store.read)
  return {
    waiting: computed(() => store.waiting?.waiting ?? 0),
    overdue: computed(() => store.waiting?.overdue ?? 0),
  }
}
