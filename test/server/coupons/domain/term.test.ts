import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDayOf } from '#server/calendar/localDate.ts'
import { couponTerm } from '#server/coupons/domain/term.ts'

const kyiv = 'Europe/Kyiv'

describe('T10 the term of a coupon', () => {
  it.each([
    ['2026-03-14', '2027-03-14', '2026-03-13T22:00:00.000Z', '2027-03-14T22:00:00.000Z'],
    // The clocks of Kyiv are an hour further in summer: on the day after the last one, too.
    ['2025-03-29', '2026-03-29', '2025-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ['2026-12-31', '2027-12-31', '2026-12-30T22:00:00.000Z', '2027-12-31T22:00:00.000Z'],
    // There is no 29 February a year later: February is over with the 28th.
    ['2028-02-29', '2029-02-28', '2028-02-28T22:00:00.000Z', '2029-02-28T22:00:00.000Z'],
    ['2027-02-28', '2028-02-28', '2027-02-27T22:00:00.000Z', '2028-02-28T22:00:00.000Z'],
  ])('bought on %s counts to the end of %s by the desk’s clock', (purchased, lastDay, startsAt, endsAt) => {
    const term = couponTerm(purchased, 1, kyiv)

    expect({ ...term, startsAt: term.startsAt.toISOString(), endsAt: term.endsAt.toISOString() }).toEqual({
      lastDay,
      startsAt,
      endsAt,
    })
  })

  it('of four years keeps 29 February', () => {
    expect(couponTerm('2028-02-29', 4, kyiv).lastDay).toBe('2032-02-29')
  })

  it('ends with its last day in every zone', () => {
    const zones = fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Pacific/Chatham', 'Asia/Kolkata', 'UTC')
    const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, zones, (date, zone) => {
        const purchased = date.toISOString().slice(0, 10)
        const { startsAt, endsAt, lastDay } = couponTerm(purchased, 1, zone)
        expect(localDayOf(zone, startsAt.getTime()).date).toBe(purchased)
        expect(localDayOf(zone, endsAt.getTime() - 1).date).toBe(lastDay)
        expect(localDayOf(zone, endsAt.getTime()).date > lastDay).toBe(true)
      }),
    )
  })
})
