import { describe, expect, it } from 'vitest'
import { payersOf, quantaLeft } from '#server/billing/domain/account.ts'
import { wakeAt } from '#server/billing/domain/settle.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { after, days, emptyScene, log, minutes, monday, pay, settled, start, stop, taken } from '../scene.ts'

describe('Q5 the timer', () => {
  it.each([
    [0, 1, 1],
    [10, 0, 1],
    [10, 1, 2],
    [0, 0, 0],
    [20, 0, 2],
  ])('bills %i min %i s as %i quanta', (count, seconds, quanta) => {
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5)), stop('i1', minutes(5 + count, seconds)))

    expect(taken(scene)).toHaveLength(quanta)
    expect(quantaLeft(scene.account).left).toBe(12 - quanta)
  })

  it('knows whole seconds only: what comes within one second cuts to it', () => {
    const late = (at: Date) => new Date(at.getTime() + 999)
    const scene = after(emptyScene(), pay(12, monday), start('i1', late(minutes(5))), stop('i1', late(minutes(15))))

    expect(taken(scene)).toEqual(['5 i1 p1'])
  })

  it('runs once for an agent', () => {
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5), { agentId: 'anna' }))

    expect(refusalOf(() => after(scene, start('i2', minutes(6), { agentId: 'anna' })))).toMatchObject({
      code: 'timer_running',
      details: { intervalId: 'i1', ticketId: 'ticket of i1' },
    })
    expect(log(after(scene, start('i2', minutes(6), { agentId: 'boris' })))).toContain('6 timer.started')
  })

  it('cannot be stopped twice, but a stop that comes after it ran out is no mistake of the agent', () => {
    const scene = after(emptyScene(), pay(1, monday), start('i1', minutes(5)))

    expect(log(after(scene, stop('i1', minutes(20))))).toContain('15 timer.stopped i1 exhausted')
    expect(refusalOf(() => after(scene, stop('i1', minutes(20)), stop('i1', minutes(21))))?.code).toBe(
      'timer_not_running',
    )
  })

  it('never goes back in time, whatever the clocks of several servers say', () => {
    const scene = settled(after(emptyScene(), pay(12, monday), start('i1', minutes(5))), minutes(16))

    const stopped = after(scene, stop('i1', minutes(14)))

    expect(log(stopped)).toContain(`${15 + 1 / 60} timer.stopped i1 agent`)
    expect(taken(stopped)).toEqual(['5 i1 p1', '15 i1 p1'])
  })
})

describe('Q6 a quantum', () => {
  it('is taken at the instant it begins', () => {
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5)))

    expect(taken(settled(scene, minutes(15)))).toEqual(['5 i1 p1'])
    expect(taken(settled(scene, minutes(15, 1)))).toEqual(['5 i1 p1', '15 i1 p1'])
  })

  it('comes from the package that ends first', () => {
    const long = pay(12, monday, { packageId: 'long', validity: { unit: 'days', count: 90 } })
    const scene = after(emptyScene(), long, pay(1, minutes(1)), start('i1', minutes(5)), stop('i1', minutes(20)))

    expect(taken(scene)).toEqual(['5 i1 p1', '15 i1 long'])
  })

  it('comes from the one paid earlier where two end together', () => {
    const scene = after(
      emptyScene(),
      pay(1, monday, { packageId: 'z', validity: { unit: 'days', count: 2 } }),
      pay(5, days(1), { packageId: 'a', validity: { unit: 'days', count: 1 } }),
      start('i1', new Date(days(1).getTime() + 60_000)),
      stop('i1', new Date(days(1).getTime() + 15 * 60_000)),
    )
    const { account } = after(emptyScene(), pay(1, monday), pay(1, minutes(1), { packageId: 'p2' }))
    const ends = days(30)
    const mixedUp = { ...account, packages: account.packages.map((one) => ({ ...one, ends })).toReversed() }

    expect(taken(scene).map((line) => line.split(' ')[2])).toEqual(['z', 'a'])
    expect(payersOf(mixedUp, minutes(5), 2)).toEqual([{ packageId: 'p1' }, { packageId: 'p2' }])
  })

  it('counts a payment during the interval from the next quantum on', () => {
    const scene = after(
      emptyScene(),
      pay(1, monday),
      start('i1', minutes(5)),
      pay(12, minutes(15), { packageId: 'p2' }),
      stop('i1', minutes(30)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '15 i1 p2', '25 i1 p2'])
  })

  it('that began before its package ended stays with it', () => {
    const ending = pay(12, monday, { validity: { unit: 'days', count: 1 } })
    const lastMinutes = minutes(24 * 60 - 5)
    const scene = after(emptyScene(), ending, start('i1', lastMinutes), stop('i1', minutes(24 * 60 + 30)))

    expect(taken(scene)).toEqual([`${24 * 60 - 5} i1 p1`])
    expect(log(scene).slice(-3)).toEqual([
      `${24 * 60} quanta.low`,
      `${24 * 60 + 5} timer.stopped i1 exhausted`,
      `${24 * 60 + 5} service.interrupted`,
    ])
  })

  it('that begins in the last second of its package still comes from it', () => {
    const ending = pay(12, monday, { validity: { unit: 'days', count: 1 } })
    const lastSecond = minutes(24 * 60, -1)
    const scene = settled(after(emptyScene(), ending, start('i1', lastSecond)), days(2))

    expect(taken(scene)).toHaveLength(1)
    expect(scene.events.find(({ type }) => type === 'package.ended')).toMatchObject({ at: days(1), quanta: 11 })
  })

  it('goes to the timer whose quantum begins first, and of two at one instant to the lower id', () => {
    const scene = after(emptyScene(), pay(3, monday), start('i2', minutes(5)), start('i1', minutes(5)))

    expect(taken(settled(scene, minutes(30)))).toEqual(['5 i1 p1', '5 i2 p1', '15 i1 p1'])
    expect(log(settled(scene, minutes(30)))).toContain('15 timer.stopped i2 exhausted')
  })
})

describe('Q7 when no quantum is left', () => {
  it('the timer stops at the instant its next quantum would begin', () => {
    const scene = settled(after(emptyScene(), pay(2, monday), start('i1', minutes(5))), days(1))

    expect(taken(scene)).toEqual(['5 i1 p1', '15 i1 p1'])
    expect(log(scene).slice(-2)).toEqual(['25 timer.stopped i1 exhausted', '25 service.interrupted'])
    expect(scene.account.interruptedSince).toEqual(minutes(25))
  })

  it('service goes on while a begun quantum still runs', () => {
    const scene = after(emptyScene(), pay(2, monday), start('i1', minutes(5)), start('i2', minutes(8)))
    const half = settled(scene, minutes(17))

    expect(log(half)).toContain('15 timer.stopped i1 exhausted')
    expect(half.account.interruptedSince).toBeNull()
    expect(settled(half, minutes(19)).account.interruptedSince).toEqual(minutes(18))
  })

  it('no timer starts, before the first payment and after the last quantum', () => {
    const unpaid = refusalOf(() => after(emptyScene(), start('i1', minutes(5))))
    const usedUp = after(emptyScene(), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(9)))

    expect(unpaid?.code).toBe('no_quanta_left')
    expect(refusalOf(() => after(usedUp, start('i2', minutes(9))))?.code).toBe('no_quanta_left')
  })

  it('no second timer starts for the last quantum, not even in the same second', () => {
    const scene = after(emptyScene(), pay(1, monday), start('i1', minutes(5)))

    expect(refusalOf(() => after(scene, start('i2', minutes(5))))?.code).toBe('no_quanta_left')
    expect(refusalOf(() => after(scene, start('i2', minutes(6))))?.code).toBe('no_quanta_left')
  })

  it('payment resumes service by itself', () => {
    const usedUp = after(emptyScene(), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(9)))

    const paid = after(usedUp, pay(12, minutes(60), { packageId: 'p2' }))

    expect(log(paid).slice(-2)).toEqual(['60 package.bought', '60 service.resumed'])
    expect(paid.account.interruptedSince).toBeNull()
  })

  it('a catch-up after days down stops the timer where it would have stopped', () => {
    const running = after(emptyScene(), pay(2, monday), start('i1', minutes(5)))
    const live = Array.from({ length: 60 }, (_, index) => minutes(index)).reduce(settled, running)

    expect(settled(running, days(3)).events).toEqual(settled(live, days(3)).events)
  })

  it('E3 a lock stops the timer at that instant and its interval is billed', () => {
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5)), stop('i1', minutes(16), 'locked'))

    expect(taken(scene)).toEqual(['5 i1 p1', '15 i1 p1'])
    expect(scene.account.packages[0]?.ends).toEqual(days(30))
  })
})

describe('Q8 the end of a package', () => {
  it('takes its rest, once, exactly valid days times 24 h after its start', () => {
    const scene = settled(
      after(emptyScene(), pay(12, monday), start('i1', minutes(5)), stop('i1', minutes(9))),
      days(90),
    )

    expect(scene.events.filter(({ type }) => type === 'package.ended')).toEqual([
      { type: 'package.ended', at: days(30), packageId: 'p1', quanta: 11 },
    ])
    expect(quantaLeft(scene.account)).toEqual({ left: 0, total: 0 })
  })

  it('moves nothing to the next package', () => {
    const scene = after(emptyScene(), pay(12, monday), pay(30, days(10), { packageId: 'p2' }))

    expect(quantaLeft(settled(scene, days(31)).account)).toEqual({ left: 30, total: 30 })
  })
})

describe('the next wake-up', () => {
  it('is the second after the next quantum, the end of a package, or a warning', () => {
    const paid = after(emptyScene(), pay(12, monday))

    expect(wakeAt(emptyScene().account)).toBeNull()
    expect(wakeAt(paid.account)).toEqual(days(23))
    expect(wakeAt(after(paid, start('i1', minutes(5))).account)).toEqual(minutes(5, 1))
    expect(wakeAt(settled(paid, days(29)).account)).toEqual(days(30))
  })
})
