import { describe, expect, it } from 'vitest'
import { categories, priorities } from '#contract/regulations/base.types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import {
  decideClassification,
  proposed,
  queueRank,
  raisedPriority,
  type Classification,
  type Kinds,
} from '#server/tickets/domain/classification.ts'

const kinds: Kinds = { categories: vendorSla.categories, first: ['critical', 'coupon'] }
const open = { lock: null, status: 'inProgress' } as const
const medium: Classification = { category: 'incident', priority: 'medium' }
const decided = (wanted: Classification, before = medium) => decideClassification(open, before, wanted, kinds)

describe('T3 what a ticket may be', () => {
  const every = categories.flatMap((category) => priorities.map((priority) => ({ category, priority })))
  const isAllowed = ({ category, priority }: (typeof every)[number]) =>
    category === 'incident' || priority === 'low' || priority === 'medium'
  const unnamed: Classification = { category: null, priority: 'medium' }

  it.each(every.filter(isAllowed))('$category with $priority priority', (kind) => {
    expect(decided(kind, unnamed)?.to).toEqual(kind)
  })

  it.each(every.filter((kind) => !isAllowed(kind)))('never $category with $priority priority', (kind) => {
    expect(() => decided(kind, unnamed)).toThrow('priority_not_allowed')
  })

  it('a category that the regulation has not is refused', () => {
    const without = { ...kinds, categories: saasSupport.categories.filter(({ code }) => code === 'incident') }

    expect(() => decideClassification(open, medium, { category: 'serviceRequest', priority: 'low' }, without)).toThrow(
      'category_unknown',
    )
  })

  it('said again it changes nothing', () => {
    expect(decided(medium)).toBeNull()
  })

  it.each([
    ['locked', { ...open, lock: { reason: 'left_desk', at: new Date(0) } } as const, 'ticket_locked'],
    ['closed', { lock: null, status: 'closed' } as const, 'ticket_closed'],
  ])('of a ticket that is %s is refused', (_how, ticket, refusal) => {
    expect(() => decideClassification(ticket, medium, { ...medium, priority: 'low' }, kinds)).toThrow(refusal)
  })
})

describe('T3 what a client proposes', () => {
  it('holds until the desk says otherwise; nothing said is no category and the usual priority', () => {
    expect(proposed({ category: 'incident', priority: 'critical' }, kinds)).toEqual({
      category: 'incident',
      priority: 'critical',
    })
    expect(proposed({}, kinds)).toEqual({ category: null, priority: 'medium' })
  })

  it('is refused where the desk could not say it either', () => {
    expect(() => proposed({ category: 'changeRequest', priority: 'high' }, kinds)).toThrow('priority_not_allowed')
  })

  it('without a medium priority the usual one is the first that there is', () => {
    const lowOnly: Kinds = { ...kinds, categories: [{ code: 'incident', priorities: ['high', 'critical'] }] }

    expect(proposed({ category: 'incident' }, lowOnly).priority).toBe('high')
  })
})

describe('S6 a breach raises the priority', () => {
  it.each([
    ['incident', 'low', 'medium'],
    ['incident', 'high', 'critical'],
    ['incident', 'critical', null],
    ['serviceRequest', 'low', 'medium'],
    ['serviceRequest', 'medium', null],
    // Of a ticket that nobody has named yet: whatever one of the categories allows.
    [null, 'medium', 'high'],
  ] as const)('of %s from %s to %s: one step, as far as T3 lets it', (category, priority, expected) => {
    expect(raisedPriority({ category, priority }, kinds)).toBe(expected)
  })
})

describe('S7 the rank in the queue', () => {
  const coupon = { couponId: 'coupon' }
  const none = { couponId: null }

  it('is the place in the regulation’s list; who is neither critical nor has a coupon comes after all of them', () => {
    const ranks = [queueRank(none, 'critical', kinds), queueRank(coupon, 'low', kinds), queueRank(none, 'high', kinds)]

    expect(ranks).toEqual([0, 1, 9])
    expect(queueRank(coupon, 'low', { ...kinds, first: ['coupon', 'critical'] })).toBe(0)
  })

  it('of a critical ticket with a coupon is the better one of both', () => {
    expect(queueRank(coupon, 'critical', kinds)).toBe(0)
    expect(queueRank(coupon, 'critical', { ...kinds, first: ['coupon', 'critical'] })).toBe(0)
  })

  it('lets nobody overtake whom the regulation does not name', () => {
    expect(queueRank(coupon, 'critical', { ...kinds, first: [] })).toBe(9)
    expect(queueRank(none, 'critical', { ...kinds, first: ['coupon'] })).toBe(9)
  })
})
