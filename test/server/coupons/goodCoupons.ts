import type { CouponRoutes } from '#server/coupons/coupons.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** T10: coupons, which the desks of the situation do not have. */
export const goodCoupons: { [Name in CouponRoutes]: GoodInput<Name> } = {
  readOwnCoupons: { by: 'integrator', input: () => ({}) },
  enterCoupon: { by: 'integrator', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }) },
  readSpecial: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  refundRequest: {
    by: 'lead',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, reason: 'Открыто по ошибке' }),
  },
  listCoupons: { by: 'owner', input: () => ({ state: 'all', search: 'OP', limit: 10 }) },
  readCoupon: { by: 'owner', input: () => ({ couponId: newId() }) },
  issueCoupons: {
    by: 'owner',
    input: () => ({
      issueId: newId(),
      purchasedOn: '2026-11-20',
      coupons: [{ portal: 'firm.example', orderNumber: '17-К', note: '' }],
    }),
  },
  revokeCoupon: { by: 'owner', input: () => ({ couponId: newId(), reason: 'Выпущен не тому' }) },
}
