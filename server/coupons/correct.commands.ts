import type { RefundRequestInput } from '#contract/coupons/types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findTicketFacts } from '#server/tickets/tickets.queries.ts'
import { lockCoupon } from './coupons.sql.ts'
import { balanceOf, refundEntry, revokeEntry } from './domain/ledger.ts'
import { appendEntry } from './entries.sql.ts'
import { findSpecial } from './specials.sql.ts'

/** T10: a compensating row, once a ticket, with its reason for both sides to read. The ticket stays what it is. */
export async function refundRequest(
  unit: UnitOfWork,
  actor: StaffActor,
  { ticketId, reason }: RefundRequestInput,
): Promise<void> {
  const { deskId } = actor.desk
  const ticket = await findTicketFacts(unit.tx, ticketId)
  if (ticket === null || ticket.deskId !== deskId) throw new Refusal('not_found')
  const special = await findSpecial(unit.tx, ticketId)
  const coupon = special === null ? null : await lockCoupon(unit, special.couponId)
  if (coupon === null) throw new Refusal('special_not_spent')
  await appendEntry(unit, coupon, refundEntry(coupon.entries, ticketId.toLowerCase()), { actor, side: 'desk', reason })
  const { couponId, lastGroup } = coupon
  const payload = { couponId, lastGroup, number: ticket.number, left: balanceOf(coupon.entries).left, reason }
  const owners = { memberId: ticket.memberId, deskId }
  await append(unit, [{ type: 'coupon.refunded', payload, actor: signatureOf(actor, 'desk'), ...owners }])
}

/** What is left of a misissued coupon is withdrawn; requests that were taken stay taken. Twice is once. */
export async function revokeCoupon(
  unit: UnitOfWork,
  actor: StaffActor,
  { couponId, reason }: { couponId: string; reason: string },
): Promise<void> {
  const coupon = await lockCoupon(unit, couponId)
  if (coupon === null || coupon.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  const entry = revokeEntry(coupon.entries)
  if (entry === null) return
  await appendEntry(unit, coupon, entry, { actor, side: 'desk', reason })
  const payload = { couponId: coupon.couponId, lastGroup: coupon.lastGroup, withdrawn: -entry.change, reason }
  const owners = { memberId: coupon.memberId, deskId: coupon.deskId }
  await append(unit, [{ type: 'coupon.revoked', payload, actor: signatureOf(actor, 'desk'), ...owners }])
}
