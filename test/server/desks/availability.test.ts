import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Weekly } from '#contract/desks/types.ts'
import { hasSkill, idleReason, nextFree, nextToCome, type Worker } from '#server/desks/domain/availability.ts'

const moscow = 'Europe/Moscow'
const berlin = 'Europe/Berlin'
const none: Weekly = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
const office: Weekly = { ...none, 1: [['09:00', '18:00']], 2: [['09:00', '18:00']] }
const nights: Weekly = { ...none, 5: [['22:00', '06:00']] }

const worker = (changes: Partial<Worker> = {}): Worker => ({
  userId: 1,
  getsTickets: true,
  skills: [],
  shifts: null,
  away: null,
  ...changes,
})
const at = (text: string) => new Date(text)

describe('S7 who can get a ticket now', () => {
  it('somebody without shifts always can, unless they get none at all', () => {
    expect(idleReason(worker(), moscow, at('2026-11-22T03:00:00Z'))).toBeNull()
    expect(idleReason(worker({ getsTickets: false }), moscow, at('2026-11-22T03:00:00Z'))).toBe('getsNone')
  })

  it.each([
    ['a moment before the shift', '2026-11-23T05:59:59.999Z', 'offShift'],
    ['as it begins, by the clock of the desk', '2026-11-23T06:00:00Z', null],
    ['at its last moment', '2026-11-23T14:59:59.999Z', null],
    ['as it ends', '2026-11-23T15:00:00Z', 'offShift'],
    ['on a day without one', '2026-11-25T09:00:00Z', 'offShift'],
  ])('%s', (_when, instant, reason) => {
    expect(idleReason(worker({ shifts: office }), moscow, at(instant))).toBe(reason)
  })

  it.each([
    ['Friday, 23:00', '2026-11-27T20:00:00Z', null],
    ['Saturday, 05:59', '2026-11-28T02:59:59Z', null],
    ['Saturday, 06:00', '2026-11-28T03:00:00Z', 'offShift'],
    ['Saturday, 23:00', '2026-11-28T20:00:00Z', 'offShift'],
  ])('a shift over midnight: %s', (_when, instant, reason) => {
    expect(idleReason(worker({ shifts: nights }), moscow, at(instant))).toBe(reason)
  })

  it('a night shift keeps its wall time when the clocks change', () => {
    const saturday: Weekly = { ...none, 6: [['22:00', '06:00']] }
    const onShift = (instant: string) => idleReason(worker({ shifts: saturday }), berlin, at(instant)) === null

    // Germany, 25 October 2026: 06:00 is 05:00Z, an hour later than the night before.
    expect(onShift('2026-10-25T04:59:59Z')).toBe(true)
    expect(onShift('2026-10-25T05:00:00Z')).toBe(false)
    // 29 March 2026: 06:00 is 04:00Z, and the night was an hour shorter.
    expect(onShift('2026-03-29T03:59:59Z')).toBe(true)
    expect(onShift('2026-03-29T04:00:00Z')).toBe(false)
  })

  it('an absence holds from its first instant to before its last, one without an end for ever', () => {
    const away = { from: at('2026-11-23T10:00:00Z'), until: at('2026-11-23T12:00:00Z') }

    expect(idleReason(worker({ away }), moscow, at('2026-11-23T09:59:59.999Z'))).toBeNull()
    expect(idleReason(worker({ away }), moscow, at('2026-11-23T10:00:00Z'))).toBe('away')
    expect(idleReason(worker({ away }), moscow, at('2026-11-23T12:00:00Z'))).toBeNull()
    expect(idleReason(worker({ away: { ...away, until: null } }), moscow, at('2036-01-01T00:00:00Z'))).toBe('away')
  })

  it('a skill is asked for by its letters, whatever their case', () => {
    expect(hasSkill(worker({ skills: ['Телефония'] }), 'телефония')).toBe(true)
    expect(hasSkill(worker({ skills: ['Телефония'] }), 'CRM')).toBe(false)
    expect(hasSkill(worker(), null)).toBe(true)
  })
})

describe('when somebody comes', () => {
  it('is the next shift after the absence', () => {
    const away = { from: at('2026-11-22T00:00:00Z'), until: at('2026-11-23T20:00:00Z') }

    expect(nextFree(worker({ shifts: office, away }), moscow, at('2026-11-22T12:00:00Z'))).toEqual(
      at('2026-11-24T06:00:00Z'),
    )
  })

  it('is in the middle of a shift when the absence ends there', () => {
    const away = { from: at('2026-11-22T00:00:00Z'), until: at('2026-11-23T10:00:00Z') }

    expect(nextFree(worker({ shifts: office, away }), moscow, at('2026-11-22T12:00:00Z'))).toEqual(away.until)
  })

  it('never is while nothing is known that brings them back', () => {
    const gone = worker({ away: { from: at('2026-11-22T00:00:00Z'), until: null } })

    expect(nextFree(gone, moscow, at('2026-11-22T12:00:00Z'))).toBeNull()
    expect(nextToCome([gone, worker({ getsTickets: false })], moscow, at('2026-11-22T12:00:00Z'))).toBeNull()
  })

  it('is the first of those who are not there', () => {
    const here = worker()
    const monday = worker({ userId: 2, shifts: office })
    const friday = worker({ userId: 3, shifts: nights })

    expect(nextToCome([here, friday, monday], moscow, at('2026-11-22T12:00:00Z'))).toEqual(at('2026-11-23T06:00:00Z'))
  })

  it('is an instant at which they really get tickets, and not before', () => {
    const start = at('2026-11-20T00:00:00Z').getTime()
    const hours = fc.integer({ min: 0, max: 24 * 21 }).map((count) => new Date(start + count * 3_600_000))
    const absence = fc.tuple(hours, fc.integer({ min: 1, max: 200 }))

    fc.assert(
      fc.property(fc.constantFrom(office, nights, null), absence, hours, (shifts, [from, length], now) => {
        const one = worker({ shifts, away: { from, until: new Date(from.getTime() + length * 3_600_000) } })
        const free = nextFree(one, moscow, now)

        if (free === null) throw new Error('they work every week')
        expect(idleReason(one, moscow, free)).toBeNull()
        for (let earlier = now.getTime(); earlier < free.getTime(); earlier += 1_800_000) {
          expect(idleReason(one, moscow, new Date(earlier))).not.toBeNull()
        }
      }),
    )
  })
})
