import { describe, expect, it } from 'vitest'
import type { SpecialInput } from '#contract/coupons/types.ts'
import { refuseUnlessIncluded } from '#server/coupons/domain/special.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { vendorCoupons } from '#server/regulations/presets/vendorCoupons.ts'

function outcome(special: SpecialInput): string {
  try {
    refuseUnlessIncluded(vendorCoupons, special)
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const named = (count: number, name = 'строка') => Array.from({ length: count }, (_, place) => `${name} ${place}`)

describe('T10 what a special request includes', () => {
  it.each([null, 'remoteInstall', 'developers', 'database'])('%s needs no list and takes none', (kind) => {
    expect(outcome({ kind, objects: [] })).toBe('taken')
    expect(outcome({ kind, objects: [['страница']] })).toBe('special_limits')
  })

  it.each([
    ['taken', [named(1, 'шаблон'), named(1)]],
    ['taken', [named(1, 'шаблон'), named(5)]],
    ['special_limits', [named(1, 'шаблон'), named(6)]],
    ['special_limits', [named(2, 'шаблон'), named(5)]],
    ['special_limits', [named(1, 'шаблон'), []]],
    ['special_limits', [[], named(5)]],
    ['special_limits', [named(1, 'шаблон')]],
    ['special_limits', [named(1, 'шаблон'), named(1), named(1)]],
    ['special_limits', [named(1, 'шаблон'), ['одна', 'одна']]],
  ])('a performance review is %s with one template and up to five pages: %j', (expected, objects) => {
    expect(outcome({ kind: 'performanceReview', objects })).toBe(expected)
  })

  it('a security review takes up to five components or pages', () => {
    expect(outcome({ kind: 'securityReview', objects: [named(5)] })).toBe('taken')
    expect(outcome({ kind: 'securityReview', objects: [named(6)] })).toBe('special_limits')
    expect(outcome({ kind: 'securityReview', objects: [] })).toBe('special_limits')
  })

  it('what is not included is no kind: development', () => {
    expect(outcome({ kind: 'development', objects: [] })).toBe('special_kind_unknown')
  })
})
