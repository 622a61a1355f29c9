import type { CouponEntryView, CouponView, OwnCoupon } from '#contract/coupons/types.ts'
import type { StoredCoupon } from './coupons.sql.ts'
import { stateOf } from './domain/coupon.ts'
import { balanceOf } from './domain/ledger.ts'
import type { EntryRow } from './entries.sql.ts'

export function presentTerm({ purchasedOn, lastDay, endsAt }: StoredCoupon) {
  return { purchasedOn, lastDay, endsAt: endsAt.toISOString() }
}

export function presentOwn(coupon: StoredCoupon, at: Date): OwnCoupon {
  const { couponId, lastGroup, entries } = coupon
  return { couponId, lastGroup, state: stateOf(coupon, at), ...balanceOf(entries), ...presentTerm(coupon) }
}

export function presentCoupon(coupon: StoredCoupon, client: CouponView['client'], at: Date): CouponView {
  const { portal, orderNumber, note, issuedBy, issuedAt } = coupon
  return {
    ...presentOwn(coupon, at),
    portal,
    client,
    orderNumber,
    note,
    issuedBy,
    issuedAt: issuedAt.toISOString(),
  }
}

export function presentEntry({ ticketId, at, ...row }: EntryRow, number: string | null): CouponEntryView {
  const ticket = ticketId === null || number === null ? null : { ticketId, number }
  return { ...row, at: at.toISOString(), ticket }
}
