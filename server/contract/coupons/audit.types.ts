import type { AuditKind } from '../audit/kinds.types.ts'
import type { couponEvents } from './events.ts'

/** What the owner's log tells of coupons, by kind. */
export const couponActs = {
  'coupon.issued': 'codes',
  'coupon.entered': 'codes',
  'coupon.spent': 'codes',
  'coupon.refunded': 'codes',
  'coupon.revoked': 'codes',
} as const satisfies Record<keyof typeof couponEvents, AuditKind>
