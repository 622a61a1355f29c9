/** Of coupons and special requests (T10). */
export const couponRefusals = {
  coupon_wrong: 422,
  coupon_ended: 410,
  coupon_revoked: 410,
  coupon_used_up: 410,
  coupon_elsewhere: 409,
  coupon_not_for_level: 422,
  coupons_not_offered: 422,
  coupon_missing: 409,
  coupons_issued: 409,
  coupon_purchase_date: 422,
  special_kind_unknown: 422,
  special_limits: 422,
  special_not_spent: 409,
} as const
