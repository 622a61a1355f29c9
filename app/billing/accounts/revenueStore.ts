import { defineStore } from 'pinia'
import type { RevenueMonth } from '#contract/billing/revenue.types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

/** What the desk was paid month by month, the newest first; earlier months when somebody asks. */
export const useRevenueStore = defineStore('billingRevenue', () => {
  const call = useCall()
  return usePagedList<RevenueMonth, string>(async (before) => {
    const view = await call('readRevenue', before === null ? {} : { before })
    return { rows: view.months, next: view.nextBefore }
  })
})
