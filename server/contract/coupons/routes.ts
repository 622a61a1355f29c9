import { post } from '../access.ts'
import { empty } from '../common.ts'
import { ticketInput } from '../tickets/types.ts'
import {
  couponInput,
  couponLedger,
  couponPage,
  enterCouponInput,
  issueCouponsInput,
  issuedCoupons,
  listCouponsInput,
  ownCoupons,
  refundRequestInput,
  revokeCouponInput,
  ticketSpecial,
} from './types.ts'

export const couponRoutes = {
  readOwnCoupons: post('/api/support/coupons', 'client', empty, ownCoupons),
  enterCoupon: post('/api/support/coupons/enter', 'client', enterCouponInput, ownCoupons),
  readSpecial: post('/api/tickets/special', 'participant', ticketInput, ticketSpecial),
  refundRequest: post('/api/tickets/special/refund', 'lead', refundRequestInput, ticketSpecial),
  listCoupons: post('/api/desk/coupons', 'owner', listCouponsInput, couponPage),
  readCoupon: post('/api/desk/coupons/read', 'owner', couponInput, couponLedger),
  issueCoupons: post('/api/desk/coupons/issue', 'owner', issueCouponsInput, issuedCoupons),
  revokeCoupon: post('/api/desk/coupons/revoke', 'owner', revokeCouponInput, couponLedger),
} as const
