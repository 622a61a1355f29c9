import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffRegulations } from '#server/regulations/domain/diff.ts'
import { parseRegulation } from '#server/regulations/domain/document.ts'
import { presets } from '#server/regulations/presets/all.ts'
import { quantumMaintenance as base } from '#server/regulations/presets/quantumMaintenance.ts'
import { changed } from './changed.ts'

const after = (changes: Record<string, unknown>) => diffRegulations(base, parseRegulation(changed(base, changes)))

describe('D1 what changes from one version to the next', () => {
  it('is nothing between a document and itself', () => {
    for (const preset of Object.values(presets)) expect(diffRegulations(preset, structuredClone(preset))).toEqual([])
  })

  it('is one field by its place, with what it was and what it becomes', () => {
    expect(after({ noticeDays: 14 })).toEqual([{ place: 'noticeDays', before: '30', after: '14' }])
    expect(after({ 'title.uk': 'Інша' })).toEqual([{ place: 'title.uk', before: 'Супровід CRM', after: 'Інша' }])
  })

  it('is hours as a whole', () => {
    expect(after({ 'calendars.office.weekly.6': [['10:00', '14:00']] })).toEqual([
      { place: 'calendars.office.weekly.6', before: '[]', after: '[["10:00","14:00"]]' },
    ])
  })

  it('is a field that was not there, or is there no more', () => {
    expect(after({ 'calendars.office.exceptions.2026-07-17': [] })).toEqual([
      { place: 'calendars.office.exceptions.2026-07-17', before: null, after: '[]' },
    ])
    const before = changed(base, { 'calendars.office.exceptions.2026-12-30': [] })
    expect(diffRegulations(parseRegulation(before), base)).toEqual([
      { place: 'calendars.office.exceptions.2026-12-30', before: '[]', after: null },
    ])
    const text = { ru: 'Как выйдет', uk: 'Як вийде', en: 'As it comes' }

    expect(after({ withoutTarget: { by: 'everybody', text } })).toEqual([
      { place: 'withoutTarget', before: null, after: JSON.stringify({ by: 'everybody', text }) },
    ])
  })

  it('finds a plan by its code, wherever it stands', () => {
    const moved = [...base.plans.slice(1), ...base.plans.slice(0, 1)]

    expect(after({ plans: moved, 'plans.3.title.en': 'Basic' })).toEqual([
      { place: 'plans.subscription.title.en', before: 'Support subscription', after: 'Basic' },
      {
        place: 'plans',
        before: 'subscription, prepaid, first-aid, online',
        after: 'prepaid, first-aid, online, subscription',
      },
    ])
  })

  it('is one line for a plan that is added or dropped', () => {
    const without = { plans: base.plans.slice(0, 3), targets: base.targets.slice(0, 3) }
    const changes = after(without)

    expect(changes.map(({ place }) => place)).toEqual(['targets.3', 'plans.online'])
    expect(changes.every((change) => change.after === null && change.before !== null)).toBe(true)
  })

  it('pairs what has no name, and leaves out what is in both', () => {
    expect(after({ 'targets.2.within.minutes': 45 })).toEqual([
      { place: 'targets.2.within.minutes', before: '30', after: '45' },
    ])
    expect(after({ 'plans.0.sold.quantumPrices.1.minor': 56_000 })).toEqual([
      { place: 'plans.subscription.sold.quantumPrices.1.minor', before: '55000', after: '56000' },
    ])
  })

  it('is said of targets in another order, because the first one that fits counts', () => {
    expect(after({ targets: base.targets.toReversed() }).map(({ place }) => place)).toEqual(['targets'])
  })

  it('keeps long values short', () => {
    const [change] = after({ 'scope.outside.text.ru': 'я'.repeat(2000) })

    expect(change?.after).toHaveLength(301)
  })

  it('is empty exactly where two documents are the same', () => {
    const places = ['noticeDays', 'closing.reopenDays', 'work.quantumMinutes', 'assistant.attempts']
    const changes = fc.dictionary(fc.constantFrom(...places), fc.integer({ min: 5, max: 15 }))
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const left = parseRegulation(changed(base, one))
        const right = parseRegulation(changed(base, other))

        expect(diffRegulations(left, right).length === 0).toBe(JSON.stringify(left) === JSON.stringify(right))
        expect(diffRegulations(left, right)).toHaveLength(diffRegulations(right, left).length)
      }),
    )
  })
})
