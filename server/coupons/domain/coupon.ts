import type { CouponState } from '#contract/coupons/types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { balanceOf, isRevoked, type LedgerEntry } from './ledger.ts'

/** What decides whether a coupon counts, and for whom. `memberId` null: nobody has entered it yet. */
export type Coupon = {
  couponId: string
  deskId: string
  memberId: string | null
  startsAt: Date
  endsAt: Date
  issuedAt: Date
  entries: readonly LedgerEntry[]
}

/** The first that fits; a coupon that was revoked or has ended stays so, whatever is left of it. */
export function stateOf({ entries, endsAt, memberId }: Coupon, at: Date): CouponState {
  if (isRevoked(entries)) return 'revoked'
  if (endsAt <= at) return 'ended'
  if (balanceOf(entries).left === 0) return 'usedUp'
  return memberId === null ? 'open' : 'live'
}

/** T10: of several the one that ends first; of those that end together the older one. */
export function byUse(one: Coupon, other: Coupon): number {
  const ends = one.endsAt.getTime() - other.endsAt.getTime()
  if (ends !== 0) return ends
  const issued = one.issuedAt.getTime() - other.issuedAt.getTime()
  if (issued !== 0) return issued
  return one.couponId < other.couponId ? -1 : 1
}

/** From which the next special request is taken; null: from none. */
export function couponToUse<Known extends Coupon>(coupons: readonly Known[], at: Date): Known | null {
  return coupons.filter((coupon) => stateOf(coupon, at) === 'live').toSorted(byUse)[0] ?? null
}

/**
 * T10: the coupon that was typed, for a portal that enters it; null: it is that portal's already. There is none (C3) where it was
 * issued for another portal, or by another desk.
 * @param levelFits whether the portal's tariff is one that coupons are for; only asked of whoever enters it first
 */
export function enteredBy<Known extends Coupon>(
  coupon: Known | null,
  { memberId, levelFits }: { memberId: string; levelFits: boolean },
  at: Date,
): Known | null {
  if (coupon === null) throw new Refusal('coupon_wrong')
  if (coupon.memberId === memberId) return null
  if (coupon.memberId !== null) throw new Refusal('coupon_elsewhere')
  const state = stateOf(coupon, at)
  if (state === 'revoked') throw new Refusal('coupon_revoked')
  if (state === 'ended') throw new Refusal('coupon_ended')
  if (!levelFits) throw new Refusal('coupon_not_for_level')
  return coupon
}
