import { describe, expect, it } from 'vitest'
import { categories, priorities } from '#contract/regulations/base.types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import {
  decideClassification,
  proposed,
  queueRank,
  raisedPriority,
  wishAfterRaise,
  type Classification,
  type Kinds,
  type Wish,
} from '#server/tickets/domain/classification.ts'

const kinds: Kinds = { categories: vendorSla.categories, first: ['critical', 'coupon'] }
const open = { lock: null, status: 'inProgress' } as const
const medium: Classification = { category: 'incident', priority: 'medium' }
const decided = (wanted: Classification, before = medium, wish: Wish = null) =>
  decideClassification(open, { ...before, wish }, wanted, kinds)

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

    expect(() =>
      decideClassification(open, { ...medium, wish: null }, { category: 'serviceRequest', priority: 'low' }, without),
    ).toThrow('category_unknown')
  })

  it('said again it changes nothing, unless it decides a wish', () => {
    expect(decided(medium)).toBeNull()
    expect(decided(medium, medium, 'critical')).toEqual({ from: medium, to: medium })
  })

  it.each([
    ['locked', { ...open, lock: { reason: 'left_desk', at: new Date(0) } } as const, 'ticket_locked'],
    ['closed', { lock: null, status: 'closed' } as const, 'ticket_closed'],
  ])('of a ticket that is %s is refused', (_how, ticket, refusal) => {
    expect(() =>
      decideClassification(ticket, { ...medium, wish: null }, { ...medium, priority: 'low' }, kinds),
    ).toThrow(refusal)
  })
})

describe('T3 what a client proposes', () => {
  it('is a wish: until the desk decides, the ticket has the usual priority of its category', () => {
    expect(proposed({ category: 'incident', priority: 'critical' }, kinds)).toEqual({
      kind: { category: 'incident', priority: 'medium' },
      wish: 'critical',
    })
  })

  it('is none where it is the usual one, or nothing was proposed', () => {
    const usual = { kind: { category: 'incident', priority: 'medium' }, wish: null }

    expect(proposed({ category: 'incident', priority: 'medium' }, kinds)).toEqual(usual)
    expect(proposed({ category: 'incident' }, kinds)).toEqual(usual)
    expect(proposed({}, kinds)).toEqual({ kind: { category: null, priority: 'medium' }, wish: null })
  })

  it('goes by what the regulation calls usual; without a category by the least of that', () => {
    const own: Kinds = {
      ...kinds,
      categories: [
        { code: 'incident', priorities: ['high', 'critical'], usual: 'high' },
        { code: 'serviceRequest', priorities: ['low', 'medium'], usual: 'low' },
      ],
    }

    expect(proposed({ category: 'incident' }, own).kind.priority).toBe('high')
    expect(proposed({}, own).kind.priority).toBe('low')
  })

  it('is refused where the desk could not say it either', () => {
    expect(() => proposed({ category: 'changeRequest', priority: 'high' }, kinds)).toThrow('priority_not_allowed')
  })

  it('moves no ticket ahead of another, whatever it is', () => {
    const none = { couponId: null }
    const ranks = priorities
      .filter((priority) => priority !== 'medium')
      .map((priority) => queueRank(none, proposed({ category: 'incident', priority }, kinds).kind.priority, kinds))

    expect(new Set(ranks)).toEqual(new Set([9]))
  })

  it('stands until a breach has raised the ticket as far', () => {
    expect(wishAfterRaise('critical', 'high')).toBe('critical')
    expect(wishAfterRaise('high', 'high')).toBeNull()
    expect(wishAfterRaise('low', 'high')).toBeNull()
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
