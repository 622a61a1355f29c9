import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couponToUse, enteredBy, stateOf, type Coupon } from '#server/coupons/domain/coupon.ts'
import { balanceOf, issueEntry, revokeEntry, spendEntry } from '#server/coupons/domain/ledger.ts'
import { Refusal } from '#server/platform/refusal.ts'

const noon = new Date('2026-11-21T12:00:00Z')
const days = (count: number) => new Date(noon.getTime() + count * 86_400_000)
const aCoupon = (changes: Partial<Coupon> = {}): Coupon => ({
  couponId: 'one',
  deskId: 'desk',
  memberId: 'firm',
  startsAt: days(-100),
  endsAt: days(200),
  issuedAt: days(-100),
  entries: [issueEntry(15)],
  ...changes,
})

function refusal(coupon: Coupon | null, levelFits = true, memberId = 'firm'): string {
  try {
    return enteredBy(coupon, { memberId, levelFits }, noon) === null ? 'known' : 'entered'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const revoked = [issueEntry(15), revokeEntry([issueEntry(15)]) ?? expect.unreachable()]

describe('T10 whether a coupon counts', () => {
  it.each([
    ['live', {}],
    ['open', { memberId: null }],
    ['ended', { endsAt: noon }],
    ['live', { endsAt: new Date(noon.getTime() + 1) }],
    ['usedUp', { entries: [issueEntry(1), spendEntry([issueEntry(1)], 't')] }],
    ['revoked', { entries: revoked, endsAt: noon }],
  ] as const)('is %s', (state, changes) => {
    expect(stateOf(aCoupon(changes), noon)).toBe(state)
  })

  it('is entered once, by a portal whose tariff has coupons; its own once more is no matter, whatever the tariff', () => {
    expect(refusal(null)).toBe('coupon_wrong')
    expect(refusal(aCoupon({ memberId: null }))).toBe('entered')
    expect(refusal(aCoupon({ memberId: null }), false)).toBe('coupon_not_for_level')
    expect(refusal(aCoupon(), false)).toBe('known')
    expect(refusal(aCoupon(), true, 'rival')).toBe('coupon_elsewhere')
    expect(refusal(aCoupon({ memberId: null, endsAt: noon }))).toBe('coupon_ended')
    expect(refusal(aCoupon({ memberId: null, entries: revoked }))).toBe('coupon_revoked')
  })
})

describe('T10 of several coupons', () => {
  it('the one that ends first is used first, the renewed one after it', () => {
    const old = aCoupon({ couponId: 'old', endsAt: days(3), entries: [issueEntry(1)] })
    const renewed = aCoupon({ couponId: 'new', endsAt: days(368) })
    const spent = { ...old, entries: [...old.entries, spendEntry(old.entries, 't')] }

    expect(couponToUse([renewed, old], noon)?.couponId).toBe('old')
    expect(couponToUse([renewed, spent], noon)?.couponId).toBe('new')
    expect(couponToUse([renewed, old], days(3))?.couponId).toBe('new')
    expect(couponToUse([], noon)).toBeNull()
  })

  it('taken in any order at any time: what is left is used by its end, and never more than was issued', () => {
    const drawn = fc.record({ requests: fc.integer({ min: 1, max: 4 }), ends: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), fc.array(fc.nat({ max: 4 })), (made, pauses) => {
        let coupons = made.map(({ requests, ends }, index) =>
          aCoupon({ couponId: `c${index}`, endsAt: days(ends), entries: [issueEntry(requests)] }),
        )
        let day = 0
        for (const [index, pause] of pauses.entries()) {
          day += pause
          const used = couponToUse(coupons, days(day))
          const live = coupons.filter((one) => stateOf(one, days(day)) === 'live')
          expect(used === null).toBe(live.length === 0)
          if (used === null) continue
          expect(live.every(({ endsAt }) => endsAt >= used.endsAt)).toBe(true)
          const entries = [...used.entries, spendEntry(used.entries, `t${index}`)]
          coupons = coupons.map((one) => (one.couponId === used.couponId ? { ...one, entries } : one))
        }
        for (const [index, { entries }] of coupons.entries()) {
          const { spent, left } = balanceOf(entries)
          expect(spent + left).toBe(made[index]?.requests)
        }
      }),
    )
  })
})
