import { useNow } from '@vueuse/core'
import { formatClock } from '#app/lib/formatDuration.ts'

/** Counts worked time on, by the server's clock. */
export function useElapsedTime() {
  const here = useNow({ interval: 1000 })
  return {
    elapsed: (startedAt: string, skewMs: number): string =>
      formatClock((here.value.getTime() + skewMs - Date.parse(startedAt)) / 1000),
  }
}
