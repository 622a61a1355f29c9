import { expect, it } from 'vitest'
import { couponFaults, type CouponRecord } from '#test/fault/couponChecks.ts'
import { couponsAreKilled } from '#test/fault/stories/killedCoupons.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedCoupons')

it(
  'control: a spend without a request is found, and a request without a spend',
  async () => {
    const { faults } = await couponsAreKilled(await clone(), { coupons: 1, pages: 20, kills: 1 }, true)

    expect(faults).toContainEqual(expect.stringMatching(/was spent for, but is no special request/))
    expect(faults).toContainEqual(expect.stringMatching(/is a special request that nothing was spent for/))
  },
  slow,
)

const couponId = '11111111-1111-4111-8111-111111111111'
const good: CouponRecord = {
  entries: [
    { couponId, position: 1, change: 1, leftAfter: 1, ticketId: null },
    { couponId, position: 2, change: -1, leftAfter: 0, ticketId: 'a' },
  ],
  specials: [{ couponId, ticketId: 'a' }],
  ticketIds: ['a', 'other'],
  journal: [{ couponId, left: 0 }],
  answers: [
    { couponId, ticketId: 'a', code: null },
    { couponId, ticketId: 'b', code: 'coupon_missing' },
  ],
}

it('a coupon that was spent as it allows has no faults', () => {
  expect(couponFaults(good, [couponId], 1)).toEqual([])
})

it.each<[string, Partial<CouponRecord>, RegExp]>([
  ['a hole in the ledger', { entries: good.entries.slice(1) }, /row 1 of the ledger has the number 2/],
  [
    'a ledger that does not add up',
    { entries: good.entries.map((entry) => ({ ...entry, leftAfter: 1 })) },
    /says that 1 are left, but they are 0/,
  ],
  ['a request without a spend', { specials: [...good.specials, { couponId, ticketId: 'c' }] }, /nothing was spent for/],
  ['a spend without a request', { specials: [] }, /is no special request/],
  ['a spend without a ticket', { ticketIds: [] }, /is no ticket/],
  ['a refused ticket that is there', { ticketIds: ['a', 'b'] }, /was refused, but its ticket is there/],
  [
    'a refusal in other words',
    { answers: [...good.answers.slice(0, 1), { couponId, ticketId: 'b', code: 'internal' }] },
    /was refused as internal/,
  ],
  ['an answer to nobody', { answers: [] }, /no page knows of/],
  ['a journal that tells it twice', { journal: [...good.journal, ...good.journal] }, /the journal says/],
])('control: %s is found', (_what, changed, said) => {
  expect(couponFaults({ ...good, ...changed }, [couponId], 1)).toContainEqual(expect.stringMatching(said))
})
