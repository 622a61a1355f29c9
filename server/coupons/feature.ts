import type { Feature } from '#server/platform/feature.ts'
import { couponRoutes, type CouponRoutes, type CouponRoutesDeps } from './coupons.routes.ts'
import { forgetCouponsOf } from './erasure.commands.ts'
import './coupons.tables.ts'

/** Coupons of special requests (T10): issued, entered, spent, given back, revoked. */
export function couponsFeature(deps: CouponRoutesDeps): Feature<CouponRoutes> {
  return { handlers: couponRoutes(deps), jobs: {}, forget: forgetCouponsOf }
}

export { couponPort } from './spend.commands.ts'
