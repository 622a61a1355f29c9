import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CouponLedger, CouponPage, CouponView, ListCouponsInput } from '#contract/coupons/types.ts'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'

export type CouponFilter = ListCouponsInput['state']

/** The coupons that this desk has issued. A code in full is never kept here: whoever issues it gets it once (C2). */
export const useCouponsStore = defineStore('deskCoupons', () => {
  const call = useCall()
  const filter = shallowRef<CouponFilter>('all')
  const search = shallowRef('')
  const terms = shallowRef<CouponPage['terms']>(null)
  const { shown, reason, isReadingMore, read, readAnew, readMore, replace } = usePagedList<CouponView, string>(
    async (cursor) => {
      const page = await call('listCoupons', {
        state: filter.value,
        ...(search.value !== '' && { search: search.value }),
        ...(cursor !== null && { cursor }),
      })
      terms.value = page.terms
      return { rows: page.coupons, next: page.nextCursor }
    },
    ({ couponId }) => couponId,
  )

  async function show(chosen: CouponFilter, text: string): Promise<void> {
    filter.value = chosen
    search.value = text
    await readAnew()
  }

  async function issue(input: RouteInput<'issueCoupons'>): Promise<RouteOutput<'issueCoupons'>> {
    const issued = await call('issueCoupons', input)
    void read()
    return issued
  }

  async function revoke(couponId: string, why: string): Promise<void> {
    const { coupon } = await call('revokeCoupon', { couponId, reason: why })
    replace((one) => one.couponId === couponId, coupon)
  }

  const readLedger = (couponId: string): Promise<CouponLedger> => call('readCoupon', { couponId })

  return { shown, terms, filter, search, reason, isReadingMore, read, show, readMore, issue, revoke, readLedger }
})
