import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietEnd } from '#server/notifications/domain/quietHours.ts'

const night = { from: 22 * 60, until: 8 * 60 }
const kyiv = 'Europe/Kyiv'
const endOf = (at: string, quiet = night, zone: string | null = kyiv) =>
  quietEnd(new Date(at), quiet, zone)?.toISOString() ?? null

describe('D4 quiet hours', () => {
  it('over midnight end in the morning, from either side of it', () => {
    expect(endOf('2026-07-10T19:30:00Z')).toBe('2026-07-11T05:00:00.000Z')
    expect(endOf('2026-07-11T02:00:00Z')).toBe('2026-07-11T05:00:00.000Z')
  })

  it('begin with their first minute and are over with their last', () => {
    expect(endOf('2026-07-10T18:59:59.999Z')).toBeNull()
    expect(endOf('2026-07-10T19:00:00Z')).toBe('2026-07-11T05:00:00.000Z')
    expect(endOf('2026-07-11T05:00:00Z')).toBeNull()
  })

  it('of one day, and none at all', () => {
    expect(endOf('2026-07-10T10:30:00Z', { from: 13 * 60, until: 14 * 60 })).toBe('2026-07-10T11:00:00.000Z')
    expect(endOf('2026-07-10T10:30:00Z', { from: 600, until: 600 })).toBeNull()
    expect(quietEnd(new Date('2026-07-10T23:00:00Z'), null, kyiv)).toBeNull()
  })

  it('a night of the clock change is an hour shorter or longer, and ends at the same hour of the wall', () => {
    expect(endOf('2026-03-28T21:00:00Z')).toBe('2026-03-29T05:00:00.000Z')
    expect(endOf('2026-10-24T21:00:00Z')).toBe('2026-10-25T06:00:00.000Z')
  })

  it('an end that is skipped is at the change; of one that is repeated the next counts', () => {
    const untilHalfPast = { from: 22 * 60, until: 3 * 60 + 30 }
    expect(endOf('2026-03-29T00:30:00Z', untilHalfPast)).toBe('2026-03-29T01:30:00.000Z')
    // 03:10 for the second time: the first 03:30 has been.
    expect(endOf('2026-10-25T01:10:00Z', untilHalfPast)).toBe('2026-10-25T01:30:00.000Z')
  })

  it('always end later than now and within a day and an hour, where nothing is quiet any more', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    const zone = fc.constantFrom(
      'Europe/Kyiv',
      'Europe/Moscow',
      'America/New_York',
      'Australia/Lord_Howe',
      'Nowhere/At_All',
    )
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        minute,
        minute,
        zone,
        (at, from, until, timeZone) => {
          const end = quietEnd(at, { from, until }, timeZone)
          if (end === null) return
          expect(end.getTime()).toBeGreaterThan(at.getTime())
          expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
        },
      ),
    )
  })
})
