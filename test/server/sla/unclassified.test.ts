import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TargetRow } from '#server/regulations/domain/targets.ts'
import { promisedTo, type ClockKind, type Subject } from '#server/sla/domain/targets.ts'
import { promisedFor, type TermsOfKinds } from '#server/sla/domain/unclassified.ts'
import { at, calendars, minutes } from './history.ts'

const kinds = ['low', 'medium', 'high', 'critical'] as const
const categories = [
  { code: 'incident', priorities: [...kinds] },
  { code: 'serviceRequest', priorities: ['low', 'medium'] },
]
const subject: Subject = { category: null, priority: 'medium', plans: [], coupon: false }
const start = at('2026-11-05T07:00:00Z')

const row = (category: string | null, length: number, kind: ClockKind = 'firstReaction'): TargetRow => ({
  kind,
  categories: category === null ? null : [category],
  priorities: null,
  plans: null,
  coupon: false,
  within: minutes(length),
})
const terms = (...targets: TargetRow[]): TermsOfKinds => ({ targets, calendars, categories })
const reactionOf = (targets: TermsOfKinds, asked = subject) => promisedFor(asked, targets, start).targets.firstReaction

describe('S3 a ticket without a category', () => {
  it('is promised what holds for each category that it may turn out to be: the slowest of them', () => {
    expect(reactionOf(terms(row('incident', 30), row('serviceRequest', 180)))).toEqual(minutes(180))
  })

  it('is promised nothing where one of them is promised nothing', () => {
    expect(reactionOf(terms(row('incident', 30)))).toBeNull()
  })

  it('with a priority that only an incident may have is promised what an incident is', () => {
    const critical = { ...subject, priority: 'critical' }

    expect(reactionOf(terms(row('incident', 30), row('serviceRequest', 180)), critical)).toEqual(minutes(30))
  })

  it('keeps what is promised to every ticket', () => {
    expect(reactionOf(terms(row(null, 90)))).toEqual(minutes(90))
  })

  it('each clock goes by itself', () => {
    const promised = promisedFor(
      subject,
      terms(row('incident', 30), row('serviceRequest', 180), row('incident', 480, 'resolution')),
      start,
    )

    expect(promised.targets).toEqual({ firstReaction: minutes(180), nextReaction: null, resolution: null })
  })

  it('with a category it is exactly what that category is promised', () => {
    const incident = { ...subject, category: 'incident' }
    const both = terms(row('incident', 30), row('serviceRequest', 180))

    expect(promisedFor(incident, both, start)).toEqual(promisedTo(incident, both, start))
  })

  it('S4 saying later what it is never takes a promise away: it is due then at the latest when it was before', () => {
    const lengths = fc.option(fc.integer({ min: 1, max: 600 }))
    fc.assert(
      fc.property(lengths, lengths, fc.constantFrom('low', 'medium'), (ofIncident, ofRequest, priority) => {
        const rows = [
          ...(ofIncident === null ? [] : [row('incident', ofIncident)]),
          ...(ofRequest === null ? [] : [row('serviceRequest', ofRequest)]),
        ]
        const before = reactionOf(terms(...rows), { ...subject, priority })
        if (before === null || before.by !== 'time') return
        for (const { code } of categories) {
          const after = reactionOf(terms(...rows), { ...subject, priority, category: code })
          expect(after?.by === 'time' && after.minutes <= before.minutes).toBe(true)
        }
      }),
    )
  })
})
