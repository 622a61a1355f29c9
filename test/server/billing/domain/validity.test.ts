import { describe, expect, it } from 'vitest'
import { endOf } from '#server/billing/domain/validity.ts'

describe('Q4 Q12 the end of a package', () => {
  const end = (unit: 'days' | 'months', count: number, starts: string, zone = 'Europe/Kyiv') =>
    endOf({ unit, count }, new Date(starts), zone).toISOString()

  it('is exactly so many times 24 hours later, also over a change of clocks', () => {
    expect(end('days', 30, '2026-03-02T07:00:00Z')).toBe('2026-04-01T07:00:00.000Z')
  })

  it('in months is the same local date and time', () => {
    expect(end('months', 1, '2026-03-02T07:00:00Z')).toBe('2026-04-02T06:00:00.000Z')
    expect(end('months', 12, '2028-02-29T10:00:00Z')).toBe('2029-02-28T10:00:00.000Z')
  })

  it.each([
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00Z', 1, '2028-02-29T10:00:00.000Z'],
    ['2026-03-31T10:00:00Z', 1, '2026-04-30T10:00:00.000Z'],
    ['2026-11-30T10:00:00Z', 3, '2027-02-28T10:00:00.000Z'],
  ])('of a month that is too short is its last day: %s and %i', (starts, count, ends) => {
    expect(end('months', count, starts)).toBe(ends)
  })

  it('takes the date of the desk’s zone', () => {
    // 31 January in Kyiv is already 1 February in Vladivostok.
    expect(end('months', 1, '2026-01-31T20:00:00Z')).toBe('2026-02-28T20:00:00.000Z')
    expect(end('months', 1, '2026-01-31T20:00:00Z', 'Asia/Vladivostok')).toBe('2026-02-28T20:00:00.000Z')
    expect(end('months', 1, '2026-01-31T10:00:00Z', 'Asia/Vladivostok')).toBe('2026-02-28T10:00:00.000Z')
    expect(end('months', 1, '2026-03-31T20:00:00Z', 'Asia/Vladivostok')).toBe('2026-04-30T20:00:00.000Z')
  })

  it('at a time that clock changes skip is shifted forward', () => {
    expect(end('months', 1, '2026-03-01T01:30:00Z', 'Europe/Kyiv')).toBe('2026-04-01T00:30:00.000Z')
    expect(end('months', 1, '2026-02-28T01:30:00Z', 'Europe/Kyiv')).toBe('2026-03-28T01:30:00.000Z')
    expect(end('months', 1, '2026-02-28T22:30:00Z', 'Africa/Cairo')).toBe('2026-03-31T22:30:00.000Z')
  })
})
