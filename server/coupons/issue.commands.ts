import { randomBytes, randomUUID } from 'node:crypto'
import type { IssueCouponsInput } from '#contract/coupons/types.ts'
import { localDayOf } from '#server/calendar/localDate.ts'
import { formatCode, lastGroup, makeCode } from '#server/connections/codes/domain/code.ts'
import { findDeskTimeZone } from '#server/desks/deskTimeZone.queries.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findInstalledPortal } from '#server/portals/portals.queries.ts'
import { regulationAt } from '#server/regulations/regulation.queries.ts'
import { insertCoupon, type StoredCoupon } from './coupons.sql.ts'
import { couponDigest } from './domain/couponCode.ts'
import { issueEntry } from './domain/ledger.ts'
import { couponTerm, type CouponTerm } from './domain/term.ts'
import { appendEntry } from './entries.sql.ts'

export type Issued = { code: string; coupon: StoredCoupon }
type Issuing = { requests: number; term: CouponTerm; input: IssueCouponsInput; pepper: Buffer }

/**
 * T10, C2: so many requests for so many years as the regulation in force says, from the day of the purchase by the desk's clock.
 * The answer carries the codes in full, this once; a second answer to the same click is refused.
 */
export async function issueCoupons(
  unit: UnitOfWork,
  actor: StaffActor,
  input: IssueCouponsInput,
  pepper: Buffer,
): Promise<Issued[]> {
  const { deskId } = actor.desk
  const { regulation } = await regulationAt(unit.tx, deskId, unit.at)
  if (regulation.coupons === null) throw new Refusal('coupons_not_offered')
  const { requests, validYears } = regulation.coupons
  const timeZone = await findDeskTimeZone(unit.tx, deskId, unit.at)
  const term = couponTerm(input.purchasedOn, validYears, timeZone)
  const today = localDayOf(timeZone, unit.at.getTime()).date
  if (input.purchasedOn > today || term.endsAt <= unit.at) throw new Refusal('coupon_purchase_date')
  const issued: Issued[] = []
  for (const place of input.coupons.keys()) {
    issued.push(await issueOne(unit, actor, place, { requests, term, input, pepper }))
  }
  return issued
}

async function issueOne(
  unit: UnitOfWork,
  actor: StaffActor,
  issuePlace: number,
  { requests, term, input, pepper }: Issuing,
): Promise<Issued> {
  const { portal = null, orderNumber = '', note = '' } = input.coupons[issuePlace] ?? {}
  const code = makeCode(randomBytes(15))
  const { deskId } = actor.desk
  const coupon: StoredCoupon = {
    couponId: randomUUID(),
    deskId,
    memberId: null,
    ...term,
    issuedAt: unit.at,
    lastGroup: lastGroup(code),
    portal,
    requests,
    purchasedOn: input.purchasedOn,
    orderNumber,
    note,
    issuedBy: actor.name,
    entries: [],
  }
  const portalMemberId = portal === null ? null : await findInstalledPortal(unit.tx, portal)
  const row = { ...coupon, issueId: input.issueId, issuePlace, portalMemberId }
  const isNew = await insertCoupon(unit, row, couponDigest(code, pepper))
  if (!isNew) throw new Refusal('coupons_issued')
  await appendEntry(unit, coupon, issueEntry(requests), { actor, side: 'desk' })
  const { couponId, lastGroup: group, purchasedOn } = coupon
  const payload = { couponId, lastGroup: group, portal, requests, purchasedOn }
  await append(unit, [
    { type: 'coupon.issued', payload, actor: signatureOf(actor, 'desk'), memberId: portalMemberId, deskId },
  ])
  return { code: formatCode(code), coupon }
}
