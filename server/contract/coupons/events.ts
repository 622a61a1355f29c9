import * as v from 'valibot'

const coupon = { couponId: v.string(), lastGroup: v.string() }
const ofTicket = { ...coupon, number: v.string(), left: v.number() }

/** Coupons and their special requests (T10): issued, entered by a portal, taken, given back, revoked. None has a code. */
export const couponEvents = {
  'coupon.issued': {
    payload: v.object({ ...coupon, portal: v.nullable(v.string()), requests: v.number(), purchasedOn: v.string() }),
    changes: ['coupons'],
  },
  'coupon.entered': { payload: v.object(coupon), changes: ['coupons'] },
  'coupon.spent': { payload: v.object(ofTicket), changes: ['coupons'] },
  'coupon.refunded': { payload: v.object({ ...ofTicket, reason: v.string() }), changes: ['coupons'] },
  'coupon.revoked': {
    payload: v.object({ ...coupon, withdrawn: v.number(), reason: v.string() }),
    changes: ['coupons'],
  },
} as const
