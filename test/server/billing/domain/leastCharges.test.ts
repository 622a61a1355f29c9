import { describe, expect, it } from 'vitest'
import type { WorkTerms } from '#server/billing/domain/account.ts'
import { refusalOf } from '#test/support/refusals.ts'
import {
  adjust,
  after,
  emptyScene,
  log,
  minutes,
  monday,
  pay,
  settled,
  start,
  stop,
  taken,
  workTerms,
} from '../scene.ts'

describe('Q12 a least charge per ticket', () => {
  const least: WorkTerms = { ...workTerms, leastQuantaPerTicket: 3 }
  const onTicket = { ticketId: 't1', terms: least }

  it('is taken at the first start and pays for what the ticket then begins', () => {
    const scene = after(emptyScene(), pay(12, monday), start('i1', minutes(5), onTicket), stop('i1', minutes(46)))

    expect(taken(scene)).toEqual(['5 i1 p1', '5 i1 p1', '5 i1 p1', '35 i1 p1', '45 i1 p1'])
  })

  it('is taken once for a ticket', () => {
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), onTicket),
      stop('i1', minutes(6)),
      start('i2', minutes(10), onTicket),
      stop('i2', minutes(11)),
      start('i3', minutes(20), { ticketId: 't2', terms: least }),
      stop('i3', minutes(21)),
    )

    expect(taken(scene)).toHaveLength(6)
  })

  it('may come from two packages, and is refused where all of them have too little', () => {
    const scene = after(
      emptyScene(),
      pay(2, monday),
      pay(2, monday, { packageId: 'p2', validity: { unit: 'days', count: 60 } }),
      start('i1', minutes(5), onTicket),
      stop('i1', minutes(6)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '5 i1 p1', '5 i1 p2'])
    expect(refusalOf(() => after(scene, start('i2', minutes(7), { ticketId: 't2', terms: least })))).toMatchObject({
      code: 'rest_below_least',
      details: { left: 1, least: 3 },
    })
    // What the ticket has paid already is still there for it.
    expect(taken(after(scene, start('i2', minutes(7), onTicket), stop('i2', minutes(8))))).toHaveLength(3)
  })

  it('pays for the next quantum of a day before anything else does', () => {
    const onDay: WorkTerms = { ...least, rounding: 'day' }
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), { ticketId: 't1', terms: { ...onDay, leastQuantaPerTicket: 0 } }),
      start('i2', minutes(6), { ticketId: 't2', terms: onDay }),
      stop('i1', minutes(30)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '6 i2 p1', '6 i2 p1', '6 i2 p1', '25.5 i1 p1'])
  })

  it('of a new regulation is not for tickets already begun', () => {
    const before = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5), { ticketId: 't1' }),
      stop('i1', minutes(6)),
    )

    expect(taken(after(before, start('i2', minutes(7), onTicket), stop('i2', minutes(8))))).toHaveLength(2)
  })
})

describe('Q16 a rest below the least charge', () => {
  const least: WorkTerms = { ...workTerms, leastQuantaPerTicket: 3 }
  const on = (ticketId: string) => ({ ticketId, terms: least })
  const ending = (ticketId: string, minute: number) => ({ type: 'endTicket', at: minutes(minute), ticketId }) as const
  const backAgain = (ticketId: string, minute: number) =>
    ({ type: 'reopenTicket', at: minutes(minute), ticketId }) as const
  /** Five quanta, of which a ticket has taken three. */
  const begun = after(emptyScene(), pay(5, monday), start('i1', minutes(5), on('t1')), stop('i1', minutes(6)))

  it('starts no new ticket, and service goes on as long as an open ticket has paid it', () => {
    expect(begun.account.interruptedSince).toBeNull()
    expect(refusalOf(() => after(begun, start('i2', minutes(7), on('t2'))))).toMatchObject({
      code: 'rest_below_least',
      details: { left: 2, least: 3 },
    })
  })

  it('is run down by that ticket, to the last quantum', () => {
    // Two of its three quanta have not begun yet; then come the two that are left.
    const scene = settled(after(begun, start('i2', minutes(7), on('t1'))), minutes(100))

    expect(taken(scene).slice(3)).toEqual(['27 i2 p1', '37 i2 p1'])
    expect(log(scene).slice(-2)).toEqual(['47 timer.stopped i2 exhausted', '47 service.interrupted'])
  })

  it('interrupts service when the last such ticket ends, and a payment brings it back', () => {
    const ended = after(begun, ending('t1', 8))

    expect(log(ended).slice(-2)).toEqual(['8 ticket.ended', '8 service.interrupted'])
    expect(ended.events.at(-1)).toMatchObject({ left: 2 })
    expect(refusalOf(() => after(ended, start('i2', minutes(9), on('t2'))))).toMatchObject({ code: 'rest_below_least' })

    const paid = after(ended, pay(12, minutes(10), { packageId: 'p2' }))

    expect(log(paid).slice(-2)).toEqual(['10 package.bought', '10 service.resumed'])
    expect(taken(after(paid, start('i2', minutes(11), on('t2'))))).toHaveLength(3)
  })

  it('interrupts only when the timer stops, where one runs on the ticket that ends', () => {
    const running = after(begun, start('i2', minutes(7), on('t1')), ending('t1', 8))
    expect(log(running).at(-1)).toBe('8 ticket.ended')

    expect(log(after(running, stop('i2', minutes(9), 'ticketEnded'))).at(-1)).toBe('9 service.interrupted')
  })

  it('comes back with the ticket when that is opened again', () => {
    const again = after(begun, ending('t1', 8), backAgain('t1', 20))

    expect(log(again).slice(-2)).toEqual(['20 ticket.reopened', '20 service.resumed'])
  })

  it('knows nothing of tickets on which nobody has worked', () => {
    expect(after(begun, ending('t9', 8), backAgain('t9', 9)).events).toEqual(begun.events)
  })

  it('is one by the terms that hold after a purchase, also before anybody has worked by them', () => {
    const scene = after(emptyScene(), pay(2, monday), { type: 'setLeastCharge', at: monday, quanta: 3 })

    expect(log(scene).slice(-2)).toEqual(['0 leastCharge.set', '0 service.interrupted'])
  })

  it('counts what may still be owed as left', () => {
    const scene = after(emptyScene(4), start('i1', minutes(5), on('t1')), stop('i1', minutes(6)), ending('t1', 7))

    expect(log(scene).at(-1)).toBe('7 service.interrupted')
  })

  it('that an earlier release let stand is seen at the next look', () => {
    const stood = { ...begun.account, begunTickets: [] }

    expect(settled({ account: stood, events: [] }, minutes(30)).events).toMatchObject([
      { type: 'service.interrupted', left: 2 },
    ])
  })

  it('control: without a least charge the same rest starts a ticket', () => {
    const scene = after(emptyScene(), pay(2, monday), start('i1', minutes(5)), stop('i1', minutes(6)))

    expect(log(after(scene, ending('ticket of i1', 7))).at(-1)).toBe('7 ticket.ended')
    expect(taken(after(scene, start('i2', minutes(8)), stop('i2', minutes(9))))).toHaveLength(2)
  })
})

describe('Q12 a plan without packages', () => {
  it('counts what is owed and interrupts only at the limit', () => {
    const scene = settled(after(emptyScene(3), start('i1', minutes(5))), minutes(60))

    expect(taken(scene)).toEqual(['5 i1 owed', '15 i1 owed', '25 i1 owed'])
    expect(scene.account.owedQuanta).toBe(3)
    expect(log(scene).slice(-2)).toEqual(['35 timer.stopped i1 exhausted', '35 service.interrupted'])
  })

  it('goes on when what is owed was paid', () => {
    const scene = settled(after(emptyScene(3), start('i1', minutes(5))), minutes(60))
    const price = { minor: 100_00, currency: 'RUB' }

    const paid = after(scene, { type: 'payOwed', at: minutes(70), orderId: 'o1', quanta: 2, price })

    expect(paid.account).toMatchObject({ owedQuanta: 1, interruptedSince: null })
    expect(
      refusalOf(() => after(paid, { type: 'payOwed', at: minutes(71), orderId: 'o2', quanta: 2, price })),
    ).toMatchObject({ code: 'more_than_owed', details: { owed: 1 } })
  })

  it('begins with its limit, which is no warning, and ends when nothing is owed', () => {
    const limit = (limitQuanta: number, minute: number) =>
      ({ type: 'setLimit', at: minutes(minute), limitQuanta }) as const
    const price = { minor: 700_00, currency: 'RUB' }
    const scene = after(emptyScene(), limit(3, 1), limit(3, 2), start('i1', minutes(5)), stop('i1', minutes(6)))
    expect(log(scene)).toEqual(['1 limit.set', '1 service.resumed', '5 timer.started', '6 timer.stopped i1 agent'])
    expect(refusalOf(() => after(scene, limit(0, 7)))).toMatchObject({ code: 'owed_unpaid', details: { owed: 1 } })

    const left = after(scene, { type: 'payOwed', at: minutes(8), orderId: 'o1', quanta: 1, price }, limit(0, 9))

    expect(left.account).toMatchObject({ limitQuanta: 0, owedQuanta: 0, interruptedSince: minutes(9) })
    expect(log(left).slice(-2)).toEqual(['9 limit.set', '9 service.interrupted'])
    expect(() => after(scene, limit(-1, 7))).toThrow(RangeError)
  })

  it('uses packages first where there are any', () => {
    const scene = after(emptyScene(3), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(20)))

    expect(taken(scene)).toEqual(['5 i1 p1', '15 i1 owed'])
  })

  it('can be given back, but not beyond what is owed or the limit', () => {
    const scene = after(emptyScene(3), start('i1', minutes(5)), stop('i1', minutes(20)))

    expect(after(scene, adjust(null, 2, minutes(30))).account.owedQuanta).toBe(0)
    expect(refusalOf(() => after(scene, adjust(null, 3, minutes(30))))?.code).toBe('more_than_owed')
    expect(refusalOf(() => after(scene, adjust(null, -2, minutes(30))))?.code).toBe('balance_too_low')
  })
})

describe('Q12 a new regulation', () => {
  it('bills a running timer by the terms it started with', () => {
    const half: WorkTerms = { ...workTerms, quantumMinutes: 30 }
    const scene = after(
      emptyScene(),
      pay(12, monday),
      start('i1', minutes(5)),
      start('i2', minutes(6), { terms: half }),
      stop('i1', minutes(30)),
      stop('i2', minutes(40)),
    )

    expect(taken(scene)).toEqual(['5 i1 p1', '6 i2 p1', '15 i1 p1', '25 i1 p1', '36 i2 p1'])
  })
})
