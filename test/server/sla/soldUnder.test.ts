import { describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { planNames, versionsNamed } from '#server/regulations/domain/soldPlan.ts'
import { termsWithSold } from '#server/sla/domain/clockTerms.ts'
import { calendarOf, promisedTo } from '#server/sla/domain/targets.ts'

const at = new Date('2026-11-02T07:00:00Z')
const own: Regulation = {
  ...quantumMaintenance,
  targets: quantumMaintenance.targets.map((row) => ({
    ...row,
    within: { by: 'time', minutes: 600, calendar: 'office' },
  })),
}
const terms = termsWithSold(own, new Map([[1, quantumMaintenance]]), [])
const subject = (plans: string[]) => ({ category: 'incident', priority: 'high', plans, coupon: false })
const reaction = (plans: string[]) => promisedTo(subject(plans), terms, at).targets.firstReaction

describe('E9 the promise of a package that was sold under another version than its ticket’s', () => {
  it('is its own, measured by its own calendar', () => {
    expect(reaction(['first-aid#1'])).toEqual({ by: 'time', minutes: 30, calendar: 'office#1' })
    expect(reaction(['first-aid'])).toEqual({ by: 'time', minutes: 600, calendar: 'office' })
    expect(calendarOf({ by: 'time', minutes: 30, calendar: 'office#1' }, terms.calendars)).not.toBeNull()
  })

  it('Q4 of several the shortest counts', () => {
    expect(reaction(['subscription', 'first-aid#1'])).toMatchObject({ minutes: 30 })
    expect(reaction(['prepaid#1', 'subscription'])).toMatchObject({ minutes: 120 })
  })

  it('a ticket without such packages goes by its own version alone', () => {
    expect(termsWithSold(own, new Map(), []).targets).toBe(own.targets)
  })

  it('plans are named by the version where it is another one, and the names tell which', () => {
    const plans = [
      { code: 'online', version: 2 },
      { code: 'online', version: 1 },
      { code: 'usage', version: null },
    ]

    expect(planNames(plans, 2)).toEqual(['online', 'online#1', 'usage'])
    expect(versionsNamed(['online', 'online#1', 'office#12@2', 'prepaid#1'])).toEqual([1, 12])
  })
})
