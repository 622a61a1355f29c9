import { describe, expect, it } from 'vitest'
import type { WorkTerms } from '#server/billing/domain/account.ts'
import { localDayOf } from '#server/calendar/localDate.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { after, emptyScene, log, minutes, monday, pay, settled, start, stop, taken, workTerms } from '../scene.ts'

const perTicket: WorkTerms = { ...workTerms, rounding: 'ticket' }
const perDay: WorkTerms = { ...workTerms, rounding: 'day' }

describe('Q12 rounding per ticket', () => {
  const onTicket = { ticketId: 't1', terms: perTicket }

  it('begins a quantum when the ticket’s worked time passes the next ten minutes', () => {
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), onTicket),
      stop('i1', minutes(8)),
      start('i2', minutes(60), onTicket),
      stop('i2', minutes(70)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '67 i2 p1'])
  })

  it('exactly full quanta begin no other', () => {
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), onTicket),
      stop('i1', minutes(8)),
      start('i2', minutes(60), onTicket),
      stop('i2', minutes(67)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1'])
  })

  it('two agents on one ticket fill a quantum in half the time, and both stop when none is left', () => {
    const scene = after(
      emptyScene(),
      pay(2, monday),
      start('i1', minutes(0), onTicket),
      start('i2', minutes(4), { ...onTicket, agentId: 'boris' }),
    )

    // 4 + 2 × 3 minutes fill the first one at 7, 2 × 5 more the second one at 12.
    expect(taken(settled(scene, minutes(30)))).toEqual(['0 i1 p1', '7 i1 p1'])
    expect(log(settled(scene, minutes(30)))).toEqual([
      '0 package.bought',
      '0 service.resumed',
      '0 timer.started',
      '4 timer.started',
      '7 quanta.low',
      '12 timer.stopped i1 exhausted',
      '12 timer.stopped i2 exhausted',
      '12 service.interrupted',
    ])
  })

  it('begins in the second in which the time passes, where two agents pass it between seconds', () => {
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(0), onTicket),
      start('i2', minutes(0, 1), { ...onTicket, agentId: 'boris' }),
    )

    // One second alone, then two in each: 599 at 5:00, 601 at 5:01.
    expect(taken(settled(scene, minutes(5)))).toEqual(['0 i1 p1'])
    expect(taken(settled(scene, minutes(5, 1)))).toEqual(['0 i1 p1', '5 i1 p1'])
  })

  it('a timer that would have to stop in the second of its start is refused, and stops nobody else', () => {
    const scene = after(emptyScene(), pay(2, monday), start('i1', minutes(0), onTicket))
    const second = start('i2', minutes(19, 59), { ...onTicket, agentId: 'boris' })

    // Of what is paid one second is left, and two would need two.
    expect(refusalOf(() => after(scene, second))).toMatchObject({ code: 'no_quanta_left' })
    expect(log(settled(scene, minutes(30)))).toContain('20 timer.stopped i1 exhausted')
  })

  it('rounds other tickets apart', () => {
    const other = { ticketId: 't2', terms: perTicket }
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5), onTicket), stop('i1', minutes(6)))

    expect(taken(after(scene, start('i2', minutes(7), other), stop('i2', minutes(8))))).toEqual(['5 i1 p1', '7 i2 p1'])
  })
})

describe('Q12 rounding per day', () => {
  const onDay = { terms: perDay }

  it('adds up what the portal’s tickets needed on one local date', () => {
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), onDay),
      stop('i1', minutes(9)),
      start('i2', minutes(60), onDay),
      stop('i2', minutes(66)),
      start('i3', minutes(90), onDay),
      stop('i3', minutes(91)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '90 i3 p1'])
  })

  it('begins a quantum of its own when the desk’s date changes', () => {
    // 10:00 in Moscow is 840 minutes before midnight.
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(835), onDay), stop('i1', minutes(851)))

    expect(taken(scene)).toEqual(['835 i1 p1', '840 i1 p1', '850 i1 p1'])
  })

  it('still begins the quantum of the last second of a day when a least charge was taken in it', () => {
    const terms = { ...perDay, leastQuantaPerTicket: 3 }
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(839, 59), { terms }))

    // The least charge pays for that second's, for midnight's and for 0:10's; the one of 0:20 is the client's.
    const first = `${839 + 59 / 60} i1 p1`
    expect(taken(settled(scene, minutes(861)))).toEqual([first, first, first, '860 i1 p1'])
  })

  it('takes the date of the desk’s zone, not of the server’s', () => {
    const inKyiv = { terms: { ...perDay, timeZone: 'Europe/Kyiv' } }
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(835), inKyiv), stop('i1', minutes(851)))

    expect(taken(scene)).toEqual(['835 i1 p1', '845 i1 p1'])
  })
})

describe('local dates', () => {
  it.each([
    ['Europe/Moscow', '2026-03-02T20:59:59Z', '2026-03-02'],
    ['Europe/Moscow', '2026-03-02T21:00:00Z', '2026-03-03'],
    ['Europe/Kyiv', '2026-03-29T22:00:00Z', '2026-03-30'],
  ])('in %s %s is in %s', (zone, at, date) => {
    expect(localDayOf(zone, Date.parse(at)).date).toBe(date)
  })

  it('follow each other without gaps and overlaps, also where clocks go back over midnight', () => {
    for (const zone of ['America/Havana', 'America/St_Johns', 'Africa/Cairo', 'Pacific/Apia', 'Europe/Kyiv']) {
      const end = Date.UTC(2008, 0, 1)
      for (let day = localDayOf(zone, Date.UTC(2006, 0, 1)); day.end < end;) {
        const next = localDayOf(zone, day.end)
        expect(next.start).toBe(day.end)
        expect(next.date > day.date).toBe(true)
        expect(localDayOf(zone, next.end - 1)).toEqual(next)
        day = next
      }
    }
  })
})
