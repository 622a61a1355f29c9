import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  inOrder,
  newestHandOver,
  onDutyUntil,
  shiftsBetween,
  whoIsOnDuty,
  type OnDuty,
  type Rota,
} from '#server/desks/domain/rota.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (text: string) => new Date(text)
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
const span = (dutyId: string, userId: number, from: string, until: string) => {
  return { dutyId, userId, from: at(from), until: at(until) }
}

/** Mondays at nine in Kyiv, from 16 November on. */
const kyiv: Rota = {
  weeks: { people: [1, 2, 3], firstDay: dayOf('2026-11-16'), handOver: 9 * 60 },
  timeZone: 'Europe/Kyiv',
  standIns: [],
  absences: [],
}
const who = (rota: Rota, text: string) => whoIsOnDuty(rota, at(text))?.userId ?? null

describe('T12 weeks in turn', () => {
  it('are handed over at the hour of the desk’s wall, to the instant', () => {
    expect(who(kyiv, '2026-11-23T06:59:59.999Z')).toBe(1)
    expect(who(kyiv, '2026-11-23T07:00:00Z')).toBe(2)
    expect(who(kyiv, '2026-11-30T07:00:00Z')).toBe(3)
    expect(who(kyiv, '2026-12-07T07:00:00Z')).toBe(1)
    // The week before the first one is the last one's.
    expect(who(kyiv, '2026-11-16T06:59:59Z')).toBe(3)
  })

  it('are an hour longer or shorter where clocks change, and the hour of the wall stays', () => {
    const autumn = shiftsBetween(kyiv, at('2026-10-19T06:00:00Z'), at('2026-11-02T07:00:00Z'))
    const spring = shiftsBetween(kyiv, at('2027-03-22T07:00:00Z'), at('2027-04-05T06:00:00Z'))

    expect(autumn.map(({ from, until }) => (until.getTime() - from.getTime()) / HOUR)).toEqual([169, 168])
    expect(spring.map(({ from, until }) => (until.getTime() - from.getTime()) / HOUR)).toEqual([167, 168])
  })

  it('hand over at the first of two equal hours, and after the gap where their hour is skipped', () => {
    const sunday: Rota = { ...kyiv, weeks: { people: [1, 2], firstDay: dayOf('2026-10-18'), handOver: 3 * 60 + 30 } }
    // Kyiv, 25 October 2026: 4:00 becomes 3:00. The first 3:30 is 0:30Z.
    expect(who(sunday, '2026-10-25T00:29:59Z')).toBe(1)
    expect(who(sunday, '2026-10-25T00:30:00Z')).toBe(2)
    expect(who(sunday, '2026-10-25T01:30:00Z')).toBe(2)
    // 28 March 2027: 3:00 becomes 4:00, and 3:30 is 4:30, 1:30Z.
    const before = who(sunday, '2027-03-28T01:29:59Z')
    expect(who(sunday, '2027-03-28T01:30:00Z')).not.toBe(before)
  })

  it('of one person are that person’s without an end; of nobody, nobody’s', () => {
    const alone = { ...kyiv, weeks: { people: [7], firstDay: dayOf('2026-11-16'), handOver: 0 } }
    const horizon = at('2027-01-16T00:00:00Z')

    expect(onDutyUntil(alone, at('2026-11-18T00:00:00Z'), horizon)).toBeNull()
    expect(onDutyUntil(kyiv, at('2026-11-18T00:00:00Z'), horizon)).toEqual(at('2026-11-23T07:00:00Z'))
    expect(whoIsOnDuty({ ...kyiv, weeks: { ...alone.weeks, people: [] } }, horizon)).toBeNull()
    expect(shiftsBetween({ ...kyiv, weeks: null }, at('2026-11-18T00:00:00Z'), horizon)).toHaveLength(1)
  })
})

describe('T12 what is otherwise than the weeks', () => {
  const swapped: Rota = { ...kyiv, standIns: [span('a', 3, '2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z')] }

  it('who stands in is on duty for exactly that long, the last to begin where there are several', () => {
    expect(who(swapped, '2026-11-17T23:59:59Z')).toBe(1)
    expect(who(swapped, '2026-11-18T00:00:00Z')).toBe(3)
    expect(who(swapped, '2026-11-19T00:00:00Z')).toBe(1)
    const twice = [span('b', 2, '2026-11-18T12:00:00Z', '2026-11-20T00:00:00Z'), ...swapped.standIns]
    expect(who({ ...swapped, standIns: twice }, '2026-11-18T12:00:00Z')).toBe(2)
    expect(who({ ...swapped, standIns: twice.toReversed() }, '2026-11-18T12:00:00Z')).toBe(2)
  })

  it('who is away is followed by the next in order, and is back at the end', () => {
    const holiday = { userId: 1, from: at('2026-11-17T00:00:00Z'), until: at('2026-11-18T00:00:00Z') }
    const rota = { ...kyiv, absences: [holiday] }

    expect(whoIsOnDuty(rota, at('2026-11-17T12:00:00Z'))).toEqual({ userId: 2, why: 'next' })
    expect(whoIsOnDuty(rota, at('2026-11-18T00:00:00Z'))).toEqual({ userId: 1, why: 'week' })
    expect(who({ ...rota, absences: [holiday, { ...holiday, userId: 2 }] }, '2026-11-17T12:00:00Z')).toBe(3)
    expect(
      who({ ...rota, absences: [1, 2, 3].map((userId) => ({ ...holiday, userId })) }, '2026-11-17T12:00:00Z'),
    ).toBeNull()
  })

  it('who stands in and is away is not there either: the week counts again', () => {
    const rota = { ...swapped, absences: [{ userId: 3, from: at('2026-11-18T00:00:00Z'), until: null }] }

    expect(whoIsOnDuty(rota, at('2026-11-18T06:00:00Z'))).toEqual({ userId: 1, why: 'week' })
  })

  it('after somebody who stands in comes the one whose week it is', () => {
    expect(inOrder(swapped, at('2026-11-18T06:00:00Z')).map(({ userId }) => userId)).toEqual([3, 1, 2])
  })
})

describe('the newest hand-over', () => {
  it('is this week’s from its instant on, and last week’s before', () => {
    const monday = { weekday: 1, handOver: 9 * 60 }

    expect(newestHandOver('Europe/Kyiv', monday, at('2026-11-23T06:59:59Z'))).toBe(dayOf('2026-11-16'))
    expect(newestHandOver('Europe/Kyiv', monday, at('2026-11-23T07:00:00Z'))).toBe(dayOf('2026-11-23'))
    expect(newestHandOver('Europe/Kyiv', { ...monday, weekday: 7 }, at('2026-11-23T07:00:00Z'))).toBe(
      dayOf('2026-11-22'),
    )
  })
})

/** As somebody would say it who has never heard of tables: from day to day back to the newest hand-over, on Temporal's wall. */
function plainly(rota: Rota, instant: number): OnDuty | null {
  const isAway = (userId: number) =>
    rota.absences.some(
      (one) =>
        one.userId === userId && instant >= one.from.getTime() && (one.until === null || instant < one.until.getTime()),
    )
  const standIns = rota.standIns
    .filter(({ from, until }) => instant >= from.getTime() && instant < until.getTime())
    .toSorted((one, other) => other.from.getTime() - one.from.getTime() || (one.dutyId < other.dutyId ? 1 : -1))
  const standIn = standIns.find(({ userId }) => !isAway(userId))
  if (standIn !== undefined) return { userId: standIn.userId, why: 'standIn' }
  if (rota.weeks === null || rota.weeks.people.length === 0) return null
  const { people, firstDay, handOver } = rota.weeks
  const first = Temporal.PlainDate.from('1970-01-01').add({ days: firstDay })
  const time = Temporal.PlainTime.from({ hour: Math.floor(handOver / 60), minute: handOver % 60 })
  let date = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(rota.timeZone)
    .toPlainDate()
    .add({ days: 1 })
  for (;;) {
    const begins = date.toZonedDateTime({ timeZone: rota.timeZone, plainTime: time }).epochMilliseconds
    if (date.dayOfWeek === first.dayOfWeek && begins <= instant) break
    date = date.subtract({ days: 1 })
  }
  const week = first.until(date, { largestUnit: 'days' }).days / 7
  for (let turn = 0; turn < people.length; turn += 1) {
    const userId = people[(((week + turn) % people.length) + people.length) % people.length] ?? 0
    if (!isAway(userId)) return { userId, why: turn === 0 ? 'week' : 'next' }
  }
  return null
}

const begins = Date.parse('2026-10-20T00:00:00Z')
/** Two weeks about each of the nights in which clocks change, and one without. */
const fortnights = [begins, Date.parse('2027-03-20T00:00:00Z'), Date.parse('2026-12-20T00:00:00Z')]
const rotas = fc
  .record({
    start: fc.constantFrom(...fortnights),
    timeZone: fc.constantFrom('Europe/Kyiv', 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe'),
    people: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }),
    firstDay: fc.integer({ min: dayOf('2026-10-01'), max: dayOf('2027-04-20') }),
    handOver: fc.integer({ min: 0, max: 1439 }),
    exceptions: fc.array(
      fc.record({
        isAway: fc.boolean(),
        userId: fc.integer({ min: 1, max: 6 }),
        fromMinute: fc.integer({ min: -2000, max: 16 * 1440 }),
        minutes: fc.integer({ min: 1, max: 6000 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ start, timeZone, people, firstDay, handOver, exceptions }) => {
    const spans = exceptions.map(({ isAway, userId, fromMinute, minutes }, index) => {
      const from = new Date(start + fromMinute * 60_000)
      return { dutyId: String(index), isAway, userId, from, until: new Date(from.getTime() + minutes * 60_000) }
    })
    const rota: Rota = {
      timeZone,
      weeks: { people, firstDay, handOver },
      standIns: spans.filter(({ isAway }) => !isAway),
      absences: spans.filter(({ isAway }) => isAway),
    }
    return { rota, from: new Date(start), until: new Date(start + 14 * DAY) }
  })

describe('whatever the weeks, the zone and what is otherwise', () => {
  it('shifts follow each other without a gap or an overlap, each of whoever is on duty all through it', () => {
    fc.assert(
      fc.property(rotas, fc.double({ min: 0, max: 1, noNaN: true }), ({ rota, from, until }, part) => {
        const shifts = shiftsBetween(rota, from, until)
        expect(shifts[0]?.from).toEqual(from)
        expect(shifts.at(-1)?.until).toEqual(until)
        for (const [index, shift] of shifts.entries()) {
          expect(shift.from.getTime()).toBeLessThan(shift.until.getTime())
          expect(shift.until).toEqual(shifts[index + 1]?.from ?? until)
          const length = shift.until.getTime() - shift.from.getTime()
          const inside = new Date(shift.from.getTime() + Math.min(length - 1, Math.floor(length * part)))
          expect(whoIsOnDuty(rota, inside)).toEqual(shift.onDuty)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('nobody who is away is on duty, and whoever stands in and is there is', () => {
    fc.assert(
      fc.property(rotas, fc.integer({ min: 0, max: 14 * DAY - 1 }), ({ rota, from }, later) => {
        const instant = new Date(from.getTime() + later)
        const order = inOrder(rota, instant)
        const lies = (one: { from: Date; until: Date | null }) =>
          one.from <= instant && (one.until === null || instant < one.until)
        const away = new Set(rota.absences.filter(lies).map(({ userId }) => userId))
        const there = rota.standIns.filter(lies).filter(({ userId }) => !away.has(userId))
        expect(order.filter(({ userId }) => away.has(userId))).toEqual([])
        expect(new Set(order.map(({ userId }) => userId)).size).toBe(order.length)
        expect(order[0]?.why === 'standIn').toBe(there.length > 0)
      }),
      { numRuns: 500 },
    )
  })

  it('who is on duty is as it is said plainly, about each change and all through a fortnight', () => {
    fc.assert(
      fc.property(rotas, fc.integer({ min: 0, max: 59_999 }), ({ rota, from, until }, offset) => {
        // Each 61st minute of it, beginning with another one each time; and the minutes about each change.
        const changes = shiftsBetween(rota, from, until).map((shift) => shift.from.getTime())
        const around = changes.flatMap((change) => [change - 60_000, change - 1, change, change + 60_000])
        const minutes = Array.from({ length: Math.floor((14 * 1440) / 61) }, (_one, index) => {
          return from.getTime() + index * 61 * 60_000 + offset
        })
        for (const instant of [...around, ...minutes]) {
          expect(whoIsOnDuty(rota, new Date(instant))).toEqual(plainly(rota, instant))
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
