import type { CouponOffer, CouponState, OwnCoupons } from '#contract/coupons/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { reactionToCoupons } from '#server/regulations/domain/reactions.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { presentOwn } from './coupons.present.ts'
import { findCoupon, listCouponsOf } from './coupons.sql.ts'
import { byUse, stateOf } from './domain/coupon.ts'

export type OwnReads = TermsPort & {
  db: Reader
  /** Which desk answers this portal now (E1). */
  answeringDesk: (now: { tx: Reader; at: Date }, memberId: string) => Promise<string>
}

/** T10, E10: what the portal has of coupons at whoever answers it now; null where its terms know none. */
export async function viewOwnCoupons(
  { db, answeringDesk, termsFor }: OwnReads,
  memberId: string,
  at: Date,
): Promise<OwnCoupons> {
  const deskId = await answeringDesk({ tx: db, at }, memberId)
  const { regulation } = await termsFor({ tx: db, at }, { deskId, memberId })
  if (regulation.coupons === null) return { offer: null }
  const portal = await loadPortal(db, memberId)
  const isForLevel = portal !== null && regulation.coupons.levels.includes(levelOfPortal(portal))
  const known = await listCouponsOf(db, { deskId, memberId })
  const isLive = (one: (typeof known)[number]) => stateOf(one, at) === 'live'
  const ordered = [...known.filter(isLive).toSorted(byUse), ...known.filter((one) => !isLive(one)).toReversed()]
  return {
    offer: {
      ...includedIn(regulation, regulation.coupons),
      isForLevel,
      coupons: ordered.map((one) => presentOwn(one, at)),
    },
  }
}

function includedIn(
  regulation: Regulation,
  { included, excluded }: NonNullable<Regulation['coupons']>,
): Pick<CouponOffer, 'reaction' | 'kinds' | 'excluded'> {
  return {
    reaction: reactionToCoupons(regulation),
    kinds: included.map(({ code, title, calendar, limits }) => ({
      code,
      title,
      inWorkingHours: calendar !== null,
      limits: limits.map(({ what, atMost }) => ({ what, atMost })),
    })),
    excluded: [...excluded],
  }
}

/** What can be told of a coupon at this instant; `lastDay` is a local date of its desk, as `2026-03-14`. */
export type CouponNow = { state: CouponState; requests: number; lastDay: string }

export async function couponNow(db: Reader, couponId: string, at: Date): Promise<CouponNow | null> {
  const coupon = await findCoupon(db, couponId)
  if (coupon === null) return null
  return { state: stateOf(coupon, at), requests: coupon.requests, lastDay: coupon.lastDay }
}
