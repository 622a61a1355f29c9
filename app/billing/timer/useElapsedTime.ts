import { useNow } from '@vueuse/core'
import { clockText } from './clockText.ts'

/** Counts worked time on, by the server's clock. */
export function useClock() {
  const here = useNow({ interval: 1000 })
  return {
    elapsed: (startedAt: string, skewMs: number): string =>
      clockText((here.value.getTime() + skewMs - Date.parse(startedAt)) / 1000),
  }
}
