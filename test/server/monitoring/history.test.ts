import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyDays, lastDays, lettersOf } from '#server/monitoring/domain/history.ts'

const at = new Date('2026-11-30T12:00:00Z')
const days = lastDays('Europe/Moscow', at)
const heardAt = new Date('2026-09-05T00:00:00Z')
const span = (from: string, to: string | null) => ({
  openedAt: new Date(from),
  closedAt: to === null ? null : new Date(to),
})

describe('D3 ninety days', () => {
  it('are whole days of the desk’s clock, without a gap, up to today', () => {
    for (const zone of ['Europe/Moscow', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu']) {
      const found = lastDays(zone, at)
      expect(found).toHaveLength(historyDays)
      expect(found.every((day, place) => place === 0 || day.start === found[place - 1]?.end)).toBe(true)
      expect((found.at(-1)?.start ?? Infinity) <= at.getTime() && at.getTime() < (found.at(-1)?.end ?? 0)).toBe(true)
    }
  })

  it('of which nobody has heard anything are a gap, and never well', () => {
    expect(lettersOf(days, { incidents: [], firstHeardAt: null })).toBe('-'.repeat(historyDays))
    const letters = lettersOf(days, { incidents: [], firstHeardAt: heardAt })
    expect(letters).toMatch(/^-+o+$/)
    expect(days[letters.indexOf('o')]?.date).toBe('2026-09-05')
  })

  it('have an incident on each day that it has touched: by the desk’s midnight, and not on the day at whose midnight it ended', () => {
    const badDays = (from: string, to: string | null) => {
      const letters = lettersOf(days, { incidents: [span(from, to)], firstHeardAt: heardAt })
      return days.filter((_day, place) => letters[place] === 'x').map(({ date }) => date)
    }
    expect(badDays('2026-11-20T20:59:00Z', '2026-11-20T21:00:00Z')).toEqual(['2026-11-20'])
    expect(badDays('2026-11-20T20:59:00Z', '2026-11-20T21:00:01Z')).toEqual(['2026-11-20', '2026-11-21'])
    expect(badDays('2026-11-20T21:00:00Z', '2026-11-20T21:00:00Z')).toEqual(['2026-11-21'])
    expect(badDays('2026-11-29T10:00:00Z', null)).toEqual(['2026-11-29', '2026-11-30'])
    expect(badDays('2020-01-01T10:00:00Z', null)).toHaveLength(historyDays)
  })

  it('have an incident exactly where some instant of the day lies in one', () => {
    const hours = fc.integer({ min: -24 * 100, max: 24 })
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 24 * 20 }), (from, length) => {
        const openedAt = new Date(at.getTime() + from * 3_600_000)
        const closedAt = new Date(openedAt.getTime() + length * 3_600_000)
        const letters = lettersOf(days, { incidents: [{ openedAt, closedAt }], firstHeardAt: null })
        const isBad = days.map(({ start, end }) => {
          const last = length === 0 ? openedAt.getTime() : closedAt.getTime() - 1
          return openedAt.getTime() < end && last >= start
        })
        expect(Array.from(letters).map((letter) => letter === 'x')).toEqual(isBad)
      }),
    )
  })
})
