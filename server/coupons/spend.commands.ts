import { signatureOf } from '#server/platform/actor.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import type { CouponPort } from '#server/tickets/coupon.port.ts'
import { lockCouponsOf } from './coupons.sql.ts'
import { couponToUse } from './domain/coupon.ts'
import { balanceOf, spendEntry } from './domain/ledger.ts'
import { refuseUnlessIncluded } from './domain/special.ts'
import { appendEntry } from './entries.sql.ts'
import { findSpecial, insertSpecial } from './specials.sql.ts'

/** T10: special requests of tickets, taken in the transaction that opens them; whoever is second waits for the coupon's row. */
export function couponPort({ termsFor }: TermsPort): CouponPort {
  return {
    async spend(unit, actor, { deskId, ticketId, number, special }) {
      const { memberId } = actor
      const { regulation } = await termsFor(unit, { deskId, memberId })
      if (regulation.coupons === null) throw new Refusal('coupons_not_offered')
      refuseUnlessIncluded(regulation.coupons, special)
      const coupon = couponToUse(await lockCouponsOf(unit, { deskId, memberId }), unit.at)
      if (coupon === null) throw new Refusal('coupon_missing')
      await appendEntry(unit, coupon, spendEntry(coupon.entries, ticketId), { actor, side: 'client' })
      const { couponId, lastGroup } = coupon
      await insertSpecial(unit, { ticketId, couponId, special })
      const payload = { couponId, lastGroup, number, left: balanceOf(coupon.entries).left }
      await append(unit, [{ type: 'coupon.spent', payload, actor: signatureOf(actor, 'client'), memberId, deskId }])
      return couponId
    },
    findSpecial: async (db, ticketId) => (await findSpecial(db, ticketId))?.special ?? null,
  }
}
