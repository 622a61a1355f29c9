import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burnDownOf, pathOf } from '#app/billing/account/burnDown.ts'
import { formatClock } from '#app/lib/formatDuration.ts'
import { forecastOf } from '#app/billing/account/forecast.ts'
import { offerPrice } from '#app/billing/plans/offerPrice.ts'
import { billedQuanta } from '#app/billing/timer/billedQuanta.ts'
import { parseMinor, formatMinor, parseInteger } from '#app/lib/parseInteger.ts'
import { opened } from '../factories.ts'
import { anAccount, anOffer, aPackage, now } from './factories.ts'

const day = 86_400_000
const at = Date.parse(now)
const inDays = (days: number): string => new Date(at + days * day).toISOString()

describe('D2 the forecast of the last day', () => {
  it('goes on as in the last 30 days until the last quantum is used', () => {
    const account = anAccount({ packages: [aPackage({ left: 10, endsAt: inDays(90) })], takenIn30Days: 30 })

    expect(forecastOf(account)).toMatchObject({ endsAt: at + 10 * day, why: 'used', lapsing: 0 })
  })

  it('Q8 what a package has left at its end is gone', () => {
    const account = anAccount({ packages: [aPackage({ left: 20, endsAt: inDays(10) })], takenIn30Days: 30 })

    expect(forecastOf(account)).toMatchObject({ endsAt: at + 10 * day, why: 'ended', lapsing: 10 })
  })

  it('Q6 takes from the package that ends first', () => {
    const packages = [
      aPackage({ packageId: 'later', left: 5, endsAt: inDays(40) }),
      aPackage({ packageId: 'sooner', left: 5, endsAt: inDays(20) }),
    ]

    expect(forecastOf(anAccount({ packages, takenIn30Days: 30 }))?.levels).toEqual([
      { at, left: 10 },
      { at: at + 5 * day, left: 5 },
      { at: at + 10 * day, left: 0 },
    ])
  })

  it('without work it ends with the last package, and without packages there is none', () => {
    const idle = anAccount({ packages: [aPackage({ endsAt: inDays(3) })], takenIn30Days: 0 })

    expect(forecastOf(idle)).toMatchObject({ endsAt: at + 3 * day, why: 'ended', lapsing: 20 })
    expect(forecastOf(anAccount({ packages: [] }))).toBeNull()
  })

  it('never rises, ends at nothing, and not after the last package', () => {
    const some = fc.record({ left: fc.integer({ min: 1, max: 500 }), days: fc.integer({ min: 1, max: 400 }) })
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 6 }), fc.nat(900), (live, takenIn30Days) => {
        const packages = live.map(({ left, days }) => aPackage({ left, endsAt: inDays(days) }))
        const forecast = forecastOf(anAccount({ packages, takenIn30Days }))
        const levels = forecast?.levels ?? []
        const isFalling = levels.every(
          (level, index) =>
            index === 0 ||
            (level.at >= (levels[index - 1]?.at ?? 0) && level.left <= (levels[index - 1]?.left ?? 0) + 1e-6),
        )
        const latest = at + Math.max(...live.map(({ days }) => days)) * day
        return isFalling && Math.abs(levels.at(-1)?.left ?? 1) < 1e-6 && (forecast?.endsAt ?? Infinity) <= latest
      }),
    )
  })
})

describe('the picture of the balance', () => {
  it('begins 30 days ago with what there was then, steps with the balance and goes on by the forecast', () => {
    const levels = [
      { at: inDays(-30), balance: 30, isStep: true },
      { at: inDays(-10), balance: 25, isStep: true },
      { at: inDays(-1), balance: 20, isStep: true },
    ]
    const picture = burnDownOf(anAccount(), levels)

    expect(picture.past.map(({ left }) => left)).toEqual([30, 25, 20, 20])
    expect(picture.drawn.map(({ left }) => left)).toEqual([30, 30, 25, 25, 20, 20, 20])
    expect(picture).toMatchObject({ from: at - 30 * day, now: at, top: 30 })
    expect(picture.ahead[0]).toEqual({ at, left: 20 })
  })

  it('a level holds until the next one, but goes down by degrees where entries are left out', () => {
    const from = { at: inDays(-10), balance: 40, isStep: true }
    const pictureOf = (isStep: boolean) =>
      burnDownOf(anAccount({ packages: [] }), [from, { at: inDays(-5), balance: 20, isStep }])
    const box = { width: 110, height: 40 }

    expect(pathOf(pictureOf(true).drawn, pictureOf(true), box)).toBe('M0 0L50 0L50 20L100 20L100 20')
    expect(pathOf(pictureOf(false).drawn, pictureOf(false), box)).toBe('M0 0L50 20L100 20L100 20')
  })

  it('ends now with what is left, whatever was read meanwhile, and is never below nothing', () => {
    const levels = [
      { at: inDays(-2), balance: -3, isStep: true },
      { at: inDays(1), balance: 7, isStep: true },
    ]

    expect(burnDownOf(anAccount(), levels).past.map(({ left }) => left)).toEqual([0, 20])
    expect(burnDownOf(anAccount(), [])).toMatchObject({ past: [], drawn: [], from: at })
  })
})

describe('what is typed', () => {
  it.each([
    ['15000', 1_500_000],
    ['15 000,5', 1_500_050],
    ['15000.50', 1_500_050],
    ['0,01', 1],
    ['1.005', null],
    ['', null],
    ['-5', null],
  ])('Q2 %j is an amount in minor units, never a fraction', (typed, minor) => {
    expect(parseMinor(typed, 2)).toBe(minor)
  })

  it('an amount comes back as it was written, with any number of digits', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000_000),
        fc.constantFrom(0, 2, 3),
        fc.constantFrom('ru', 'uk', 'en'),
        (minor, digits, locale) => parseMinor(formatMinor(minor, digits, locale), digits) === minor,
      ),
    )
  })

  it.each([
    [' 12 ', 12],
    ['-2', -2],
    ['−2', -2],
    ['+3', 3],
    ['-0', 0],
    ['1.5', null],
    ['ten', null],
    ['1234567', null],
  ])('%j is a whole number, or none', (typed, value) => {
    expect(parseInteger(typed)).toBe(value)
  })
})

it('worked time is written to the second', () => {
  expect([formatClock(0), formatClock(725.9), formatClock(3607), formatClock(-4)]).toEqual([
    '00:00',
    '12:05',
    '1:00:07',
    '00:00',
  ])
})

it.each([
  ['by quantum, from the least on', anOffer(), 30, 1_500_000],
  ['fewer than the least', anOffer(), 29, null],
  ['of a fixed size', anOffer({ quantumPriceMinor: null, sizes: [{ quanta: 6, priceMinor: 300 }] }), 6, 300],
  [
    'of a size that is not sold',
    anOffer({ quantumPriceMinor: null, sizes: [{ quanta: 6, priceMinor: 300 }] }),
    7,
    null,
  ],
  ['billed afterwards', anOffer({ limitQuanta: 50, leastQuanta: null, valid: null }), 30, null],
])('Q12 the total %s', (_how, offer, quanta, total) => {
  expect(offerPrice(offer, quanta)).toBe(total)
})

it('what a ticket has taken is summed, with the day where its beginning is not loaded', () => {
  const by = { side: 'desk', userId: 7, name: 'Игорь Белов' } as const
  const stop = { type: 'timer.stopped', at: now, by, cause: 'agent' } as const
  const stopped = (seq: number, quanta: number, quantumMinutes: number | null) =>
    ({ ...stop, seq, intervalId: String(seq), quanta, quantumMinutes }) as const
  // The first was counted in quanta of half an hour; how the second was is not known.
  const events = [opened(1), stopped(2, 3, 30), stopped(3, 1, null)]
  const sums = { quanta: 4, minutes: 3 * 30 + 10 }

  expect(billedQuanta({ events, hasEarlier: false }, 10)).toEqual({ ...sums, since: null })
  expect(billedQuanta({ events, hasEarlier: true }, 10)).toEqual({ ...sums, since: events[0]?.at })
})
