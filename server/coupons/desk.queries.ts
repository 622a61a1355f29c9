import type { CouponLedger, CouponPage, CouponView, ListCouponsInput } from '#contract/coupons/types.ts'
import { localDayOf } from '#server/calendar/localDate.ts'
import { findClientNames } from '#server/connections/clientNames.queries.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { listMembers } from '#server/desks/staff.queries.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { findTicketFacts } from '#server/tickets/tickets.queries.ts'
import { presentCoupon, presentEntry } from './coupons.present.ts'
import { findCoupon, listCoupons, type StoredCoupon } from './coupons.sql.ts'
import { listEntries } from './entries.sql.ts'

type OfDesk = { db: Reader; deskId: string; at: Date }

/** The owner's list with what is left of each, and what a new one would be. */
export async function viewCoupons(
  now: OfDesk,
  { state, search = '', cursor, limit }: ListCouponsInput,
): Promise<CouponPage> {
  const { db, deskId, at } = now
  const after = cursor === undefined ? null : readCursor(cursor)
  const found = await listCoupons(db, deskId, { state, search, at, limit: limit + 1, after })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    coupons: await Promise.all(shown.map((coupon) => viewCoupon(now, coupon))),
    nextCursor:
      found.length > limit && last !== undefined ? writeCursor({ at: last.issuedAt, id: last.couponId }) : null,
    terms: await viewTerms(now),
  }
}

/** Every row of a coupon's ledger, and which ticket it was for. */
export async function viewLedger(now: OfDesk, couponId: string): Promise<CouponLedger> {
  const coupon = await findCoupon(now.db, couponId)
  if (coupon === null || coupon.deskId !== now.deskId) throw new Refusal('not_found')
  const rows = await listEntries(now.db, couponId)
  const entries = await Promise.all(
    rows.map(async (row) => {
      const ticket = row.ticketId === null ? null : await findTicketFacts(now.db, row.ticketId)
      return presentEntry(row, ticket?.number ?? null)
    }),
  )
  return { coupon: await viewCoupon(now, coupon), entries }
}

export async function viewCoupon({ db, deskId, at }: OfDesk, coupon: StoredCoupon): Promise<CouponView> {
  const { memberId } = coupon
  const client = memberId === null ? null : await findClientNames(db, { deskId, memberId })
  return presentCoupon(coupon, client, at)
}

async function viewTerms({ db, deskId, at }: OfDesk): Promise<CouponPage['terms']> {
  const { coupons } = (await regulationAt(db, deskId, at)).regulation
  if (coupons === null) return null
  const timeZone = await findDeskTimeZone(db, deskId, at)
  const members = await listMembers(db, deskId)
  return {
    requests: coupons.requests,
    validYears: coupons.validYears,
    today: localDayOf(timeZone, at.getTime()).date,
    withoutPhone: members.filter(({ phone }) => phone === null).map(({ person }) => person.name),
  }
}
