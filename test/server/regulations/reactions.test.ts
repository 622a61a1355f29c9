import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories, priorities, type Category, type Priority } from '#contract/regulations/base.types.ts'
import type { PromisedReaction } from '#contract/regulations/reactions.types.ts'
import type { Target } from '#contract/regulations/promises.types.ts'
import { presentOffers } from '#server/billing/plans/offers.present.ts'
import { presentPreview } from '#server/connections/codes/codePreview.present.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { aroundTheClock } from '#server/regulations/presets/calendars.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { presentRegulation } from '#server/regulations/regulations.present.ts'
import { termsFrom } from '#server/sla/domain/clockTerms.ts'
import { promisedFor } from '#server/sla/domain/unclassified.ts'

const at = new Date('2026-03-02T07:00:00Z')
const desk = { deskId: 'd', memberId: 'm', name: 'Desk', kind: 'partner' as const, regulation: 'own' }
const plans = quantumMaintenance.plans.map(({ code }) => code)
const calendars = { office: saasSupport.calendars['office'] ?? aroundTheClock('UTC'), always: aroundTheClock('UTC') }

const someOf = <Item>(items: readonly Item[]) => fc.option(fc.subarray([...items], { minLength: 1 }))
const within: fc.Arbitrary<Target['within']> = fc.oneof(
  fc.record({
    by: fc.constant('time' as const),
    minutes: fc.constantFrom(15, 30, 60),
    calendar: fc.constantFrom('office', 'always'),
  }),
  fc.record({
    by: fc.constant('endOfDay' as const),
    nextDayAfter: fc.constantFrom(null, '18:00'),
    calendar: fc.constant('office'),
  }),
)
const target: fc.Arbitrary<Target> = fc.record({
  kind: fc.constantFrom('firstReaction' as const, 'firstReaction' as const, 'resolution' as const),
  categories: someOf(categories),
  priorities: someOf(priorities),
  plans: someOf(plans),
  coupon: fc.constantFrom(false, false, false, true),
  within,
})
const regulations: fc.Arbitrary<Regulation> = fc
  .record({
    targets: fc.array(target, { maxLength: 7 }),
    allowed: fc.tuple(...categories.map(() => fc.subarray([...priorities], { minLength: 1 }))),
  })
  .map(({ targets, allowed }) => ({
    ...quantumMaintenance,
    calendars,
    targets,
    categories: quantumMaintenance.categories.map((category, index) => ({
      ...category,
      priorities: allowed[index] ?? [...category.priorities],
    })),
  }))

/** The three pages, each as its route answers it. */
function pagesOf(regulation: Regulation): Record<'card' | 'preview' | 'desk', Map<string, PromisedReaction[]>> {
  const facts = { locksTickets: 0, locksDeskName: null, unlocksTickets: 0, stateToken: '' }
  const preview = presentPreview(desk, regulation, { level: 'basic', clientStatus: 1, plans: null }, facts)
  const version = {
    version: 1,
    effectiveAt: at,
    withdrawnAt: null,
    existingFrom: null,
    writtenBy: '',
    writtenAt: at,
    withdrawnBy: null,
  }
  const view = presentRegulation(
    [version],
    { inForce: regulation, coming: null },
    { served: { channels: [], helpers: [] }, at },
  )
  return {
    card: new Map(presentOffers(regulation, 1, null, null).map((plan) => [plan.planCode, plan.reactions])),
    preview: new Map(preview.plans.map((plan) => [plan.code, plan.reactions])),
    desk: new Map(view.reactions.map((plan) => [plan.planCode, plan.reactions])),
  }
}

/** The rows that speak of such a ticket. */
function rowsFor(reactions: readonly PromisedReaction[], category: Category, priority: Priority): PromisedReaction[] {
  return reactions.filter(
    (row) =>
      (row.categories?.some(({ code }) => code === category) ?? true) &&
      (row.priorities?.some(({ code }) => code === priority) ?? true),
  )
}

/** What the ticket's clock would go by, as the pages write it. */
function ofClock(regulation: Regulation, ticket: { category: Category; priority: Priority; plan: string | null }) {
  const { category, priority, plan } = ticket
  const subject = { category, priority, plans: plan === null ? [] : [plan], coupon: false }
  const promised = promisedFor(subject, termsFrom(regulation), at).targets.firstReaction
  if (promised === null) return null
  if (promised.by === 'endOfDay') return { by: 'endOfDay', nextDayAfter: promised.nextDayAfter }
  return { by: 'time', minutes: promised.minutes, isAlways: promised.calendar === 'always' }
}

describe('one function says what a plan promises for the first answer', () => {
  it('plan card, preview of a code, desk page and clock say the same under any regulation', () => {
    fc.assert(
      fc.property(regulations, (regulation) => {
        const { card, preview, desk: own } = pagesOf(regulation)

        expect(preview).toEqual(card)
        expect(own).toEqual(card)
        for (const plan of plans) {
          for (const { code: category, priorities: allowed } of regulation.categories) {
            for (const priority of allowed) {
              const rows = rowsFor(card.get(plan) ?? [], category, priority)
              expect(rows).toHaveLength(1)
              expect(rows[0]?.within).toEqual(ofClock(regulation, { category, priority, plan }))
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('without a plan, too: what a desk promises that sells none', () => {
    fc.assert(
      fc.property(regulations, (regulation) => {
        const reactions = promisedReactions(regulation, null)

        for (const { code: category, priorities: allowed } of regulation.categories) {
          for (const priority of allowed) {
            expect(rowsFor(reactions, category, priority).map((row) => row.within)).toEqual([
              ofClock(regulation, { category, priority, plan: null }),
            ])
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('a promise to whatever plan is a promise of each plan', () => {
    const { card } = pagesOf({ ...quantumMaintenance, targets: [{ ...firstOf(quantumMaintenance), plans: null }] })

    expect(card.get('online')).toMatchObject([{ categories: null, priorities: null, within: { minutes: 60 } }])
  })

  it('one row where the ticket does not matter', () => {
    expect(promisedReactions(quantumMaintenance, 'prepaid')).toEqual([
      { categories: null, priorities: null, within: { by: 'time', minutes: 120, isAlways: false } },
    ])
  })

  it('by category where that matters, in the titles of the regulation, the most urgent first', () => {
    const rows = promisedReactions(saasSupport, null).map(({ categories: of, priorities: at_, within: promised }) => [
      of?.map(({ title }) => title.ru).join(', ') ?? '',
      at_?.map(({ title }) => title.ru).join(', ') ?? '',
      promised?.by === 'time' ? promised.minutes : 0,
    ])

    expect(rows).toEqual([
      ['Инцидент', 'Критический', 30],
      ['Инцидент', 'Высокий', 60],
      ['Инцидент', 'Средний', 90],
      ['Инцидент', 'Низкий', 120],
      ['Запрос на обслуживание, Запрос информации, Запрос на изменение', '', 180],
    ])
  })
})

function firstOf({ targets }: Regulation): Target {
  const [first] = targets
  if (first === undefined) throw new Error('it promises nothing')
  return first
}
