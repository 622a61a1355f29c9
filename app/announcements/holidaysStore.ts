import { defineStore } from 'pinia'
import type { HolidayKey } from '#contract/announcements/holidays.types.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** D3: holidays that the reader's desk may announce. */
export const useHolidaysStore = defineStore('holidays', () => {
  const call = useCall()
  const { value: known, reason, read, keep } = useResource(() => call('readHolidays', {}))

  async function setDeclined(holiday: HolidayKey, isDeclined: boolean): Promise<void> {
    keep(await call('setHolidayDeclined', { holiday, isDeclined }))
  }

  return { known, reason, read, setDeclined }
})
